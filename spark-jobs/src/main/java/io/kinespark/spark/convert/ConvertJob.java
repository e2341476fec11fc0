package io.kinespark.spark.convert;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.weights.WeightNames;
import io.kinespark.models.weights.WeightsFile;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.job.ArgumentSpec;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.job.OutputCheck;
import io.kinespark.spark.job.UsageException;
import io.kinespark.spark.run.SavedWeights;
import io.kinespark.spark.storage.WholeFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** The command {@code convert}: weights from any readable form into any other. */
public final class ConvertJob implements Job {
  private static final String KEY = "--key";
  private static final String FROM = "--from";
  private static final String TO = "--to";
  private static final String OVERWRITE = "--overwrite";

  /** The job. */
  public ConvertJob() {}

  @Override
  public String name() {
    return "convert";
  }

  @Override
  public String summary() {
    return "Converts weights between PyTorch's files, safetensors and checkpoints of runs";
  }

  @Override
  public List<String> description() {
    return List.of(
        "IN is a file of torch.save or of safetensors, told by its contents, or a checkpoint of a"
            + " run, named as in evaluate.checkpoint. OUT is written in the form that its name ends"
            + " in: .safetensors, or .pth, .pt, .pyth, .pth.tar for torch.load with"
            + " weights_only=True. Tensors keep their types and, without --from and --to, their"
            + " names. Of a file of PyTorch only the state dict is kept.");
  }

  @Override
  public List<ArgumentSpec> arguments() {
    return List.of(
        new ArgumentSpec.Words("IN OUT", "The weights, and the file to write."),
        new ArgumentSpec.Option(
            KEY, "PATH", "Where in IN the state dict is, its keys joined by slashes."),
        new ArgumentSpec.Option(
            FROM,
            "NAMES",
            "Whose names IN has; they become this project's. One of: "
                + having(WeightNames::toOwn)
                + "."),
        new ArgumentSpec.Option(
            TO,
            "NAMES",
            "Whose names OUT is to have instead of this project's. One of: "
                + having(WeightNames::fromOwn)
                + "."),
        new ArgumentSpec.Flag(OVERWRITE, "Replace OUT if it is there."));
  }

  @Override
  public int run(JobContext context) throws IOException {
    return convert(context, true);
  }

  @Override
  public int dryRun(JobContext context) throws IOException {
    return convert(context, false);
  }

  private static int convert(JobContext context, boolean write) throws IOException {
    List<String> words = context.arguments().words();
    if (words.size() != 2) {
      throw new UsageException("give IN and OUT, not %d words: %s".formatted(words.size(), words));
    }
    WeightsForm form = WeightsForm.ofFile(words.get(1));
    Optional<KeyMap> from = names(context, FROM, WeightNames::toOwn);
    Optional<KeyMap> to = names(context, TO, WeightNames::fromOwn);
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    Path out = Locations.path(words.get(1));
    FileSystem files = Locations.fileSystem(out, hadoop);
    requireFree(files, out, context.arguments().flag(OVERWRITE));
    PrintWriter report = context.out();
    WeightsFile read =
        SavedWeights.read(Locations.path(words.get(0)), single(context, KEY), hadoop);
    read.describe().forEach(line -> report.println(words.get(0) + ": " + line));
    StateDict state = read.state();
    if (from.isPresent()) {
      state = from.get().apply(state.withoutModulePrefix());
    }
    if (to.isPresent()) {
      state = to.get().apply(state.withoutModulePrefix());
    }
    report.println(types(state));
    List<String> lost = form.withoutPlace(state.metadata());
    if (!lost.isEmpty()) {
      report.println("left out, the form has no place for it: metadata " + lost);
    }
    if (write) {
      writeAlone(out, hadoop, form.content(state));
      report.println("%s: written (%s)".formatted(out, form));
    }
    report.flush();
    return ExitCode.OK;
  }

  /**
   * Writes without Hadoop's checksum beside the file, which programs that write it anew would leave
   * as it was; by a file system of its own, since others in this process want theirs.
   */
  private static void writeAlone(Path out, Configuration hadoop, WholeFiles.Content content)
      throws IOException {
    try (FileSystem files = Locations.newFileSystem(out, hadoop)) {
      files.setWriteChecksum(false);
      WholeFiles.write(files, out, content);
    }
  }

  private static void requireFree(FileSystem files, Path out, boolean overwrite)
      throws IOException {
    if (files.exists(out) && (!overwrite || files.getFileStatus(out).isDirectory())) {
      throw new UsageException(
          "%s is there already; give another name%s"
              .formatted(out, files.getFileStatus(out).isDirectory() ? "" : " or " + OVERWRITE));
    }
    OutputCheck.requireWritable(files, files.makeQualified(out).getParent());
  }

  /** How many entries of each type there are, and their bytes. */
  private static String types(StateDict state) {
    Map<String, Integer> counts = new TreeMap<>();
    long bytes = 0;
    for (HostTensor tensor : state.tensors().values()) {
      counts.merge(tensor.type().code(), 1, Integer::sum);
      bytes += tensor.buffer().remaining();
    }
    return "%s; %,d bytes"
        .formatted(
            counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ")),
            bytes);
  }

  private static Optional<KeyMap> names(
      JobContext context, String option, Function<WeightNames, Optional<KeyMap>> map) {
    Optional<String> given = single(context, option);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        WeightNames.all().stream()
            .filter(names -> names.toString().equals(given.get()))
            .findFirst()
            .flatMap(map)
            .orElseThrow(
                () ->
                    new UsageException(
                        "%s must be one of %s, not '%s'"
                            .formatted(option, having(map), given.get()))));
  }

  private static String having(Function<WeightNames, Optional<KeyMap>> map) {
    return WeightNames.all().stream()
        .filter(names -> map.apply(names).isPresent())
        .map(WeightNames::toString)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> single(JobContext context, String option) {
    List<String> values = context.arguments().option(option);
    if (values.size() > 1) {
      throw new UsageException("give %s once, not %d times".formatted(option, values.size()));
    }
    return values.stream().findFirst();
  }
}
