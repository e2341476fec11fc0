package io.kinespark.spark.quickstart;

import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.spark.config.ModelSettings;
import io.kinespark.spark.config.QuickstartSettings;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.evaluate.EvaluateJob;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.job.OutputCheck;
import io.kinespark.spark.lock.OutputLock;
import io.kinespark.spark.preprocess.PreprocessJob;
import io.kinespark.spark.progress.EpochRecord;
import io.kinespark.spark.progress.OptionalParts;
import io.kinespark.spark.progress.TrainingLog;
import io.kinespark.spark.report.EvaluationResult;
import io.kinespark.spark.report.ReportFolder;
import io.kinespark.spark.run.RunFolder;
import io.kinespark.spark.train.TrainJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** One run of the quickstart: its stages, each of which goes on where an earlier run ended. */
final class Quickstart {
  private final QuickstartSettings quickstart;
  private final JobContext context;
  private final QuickstartFolder folder;
  private final StageSettings stages;
  private final RunStamp stamp;

  Quickstart(QuickstartSettings quickstart, JobContext context) throws QuickstartException {
    this.quickstart = quickstart;
    this.context = context;
    this.folder = QuickstartFolder.of(quickstart.output());
    this.stages = new StageSettings(context.settings(), quickstart, folder);
    this.stamp = new RunStamp(folder.settings(), stages.preprocess());
  }

  int run() throws Exception {
    org.apache.hadoop.fs.Path root = hadoopPath(folder.root());
    FileSystem files = Locations.fileSystem(root, new Configuration());
    try (OutputLock lock = OutputLock.acquire(files, root, "quickstart.output")) {
      lock.check();
      return runAlone();
    }
  }

  private int runAlone() throws Exception {
    long start = System.nanoTime();
    say("quickstart %s %s", stamp.exists() ? "goes on in" : "in", folder.root());
    Files.createDirectories(folder.root());
    stamp.claim();
    generate();
    int code = stage("preprocess", new PreprocessJob(), stages.preprocess());
    List<QuickstartResult> results = new ArrayList<>();
    OptionalParts parts = new OptionalParts(context.err());
    for (Contestant contestant : Contestant.values()) {
      if (code == ExitCode.OK) {
        code = stage("train " + contestant.title(), new TrainJob(), stages.train(contestant));
      }
      if (code == ExitCode.OK) {
        Settings evaluate = stages.evaluate(contestant);
        code = stage("evaluate " + contestant.title(), new EvaluateJob(), evaluate);
      }
      if (code == ExitCode.OK) {
        parts.attempt(
            "comparison with " + contestant.title(), () -> results.add(resultOf(contestant)));
      }
    }
    if (code == ExitCode.OK) {
      PrintWriter out = context.out();
      out.printf("%n%s", new Comparison(results));
      out.printf(
          Locale.ROOT, "quickstart took %s; everything is in %s%n", since(start), folder.root());
      out.flush();
    }
    return code;
  }

  private void generate() throws IOException {
    if (Files.exists(folder.videos().resolve(VideoSet.VALIDATION))) {
      say("== generate: the videos are there already");
      return;
    }
    long start = System.nanoTime();
    int train = quickstart.trainVideosPerClass();
    int validation = quickstart.validationVideosPerClass();
    VideoSet set = videoSet();
    say("== generate %d videos", (train + validation) * set.classes().size());
    set.write(folder.videos(), train, validation);
    say("== generate took %s", since(start));
  }

  private VideoSet videoSet() {
    return new VideoSet(
        quickstart.classPairs(),
        new FrameSize(quickstart.width(), quickstart.height()),
        quickstart.frames(),
        quickstart.seed());
  }

  private int stage(String name, Job job, Settings settings) throws Exception {
    long start = System.nanoTime();
    say("== %s", name);
    int code = job.run(new JobContext(settings, context.out(), context.err()));
    say("== %s %s %s", name, code == ExitCode.OK ? "took" : "failed after", since(start));
    return code;
  }

  private QuickstartResult resultOf(Contestant contestant) throws IOException {
    Path evaluation = folder.evaluation(contestant);
    org.apache.hadoop.fs.Path report = hadoopPath(evaluation);
    EvaluationResult result =
        new ReportFolder(Locations.fileSystem(report, new Configuration()), report).read();
    return new QuickstartResult(
        contestant,
        parameters(contestant),
        result.metrics(),
        trainingTime(contestant),
        evaluation.resolve(ReportFolder.HTML));
  }

  private int parameters(Contestant contestant) {
    ModelSettings model = stages.train(contestant).read(ModelSettings::read);
    try (TrainableNetwork network = TrainableNetwork.create(model.network())) {
      return network.parameterCount();
    }
  }

  private Duration trainingTime(Contestant contestant) throws IOException {
    org.apache.hadoop.fs.Path log = hadoopPath(folder.run(contestant).resolve(RunFolder.LOG));
    FileSystem files = Locations.fileSystem(log, new Configuration());
    return TrainingLog.read(files, log).epochs().stream()
        .map(EpochRecord::duration)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Checks that the folder can be used, and that both networks can be built. */
  int check() throws IOException {
    stamp.check();
    OutputCheck.requireWritable(hadoopPath(folder.root()), new Configuration());
    for (Contestant contestant : Contestant.values()) {
      context
          .out()
          .printf(Locale.ROOT, "%s: %,d parameters%n", contestant.title(), parameters(contestant));
    }
    context.out().printf("quickstart would write to %s%n", folder.root());
    context.out().flush();
    return ExitCode.OK;
  }

  private static org.apache.hadoop.fs.Path hadoopPath(Path path) {
    return Locations.path(QuickstartFolder.location(path));
  }

  private void say(String format, Object... arguments) {
    context.err().println(String.format(Locale.ROOT, format, arguments));
    context.err().flush();
  }

  private static String since(long start) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
  }
}
