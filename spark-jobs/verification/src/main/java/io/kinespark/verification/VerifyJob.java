package io.kinespark.verification;

import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.job.ArgumentSpec;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.job.UsageException;
import io.kinespark.spark.progress.ConsoleTable;
import io.kinespark.verification.data.DataSuite;
import io.kinespark.verification.pipeline.PipelineCases;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceSuite;
import io.kinespark.verification.reference.dsanet.DsanetRunners;
import io.kinespark.verification.reference.sdcom.SdcomRunners;
import io.kinespark.verification.reference.tanet.TanetRunners;
import io.kinespark.verification.reference.vov3d.Vov3dRunners;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The command {@code verify}: compares this project with what the original code answered. */
public final class VerifyJob implements Job {
  /** One, since the last bits of a sum depend on how many threads share it. */
  static final int THREADS = 1;

  private static final String CASE = "--case";

  /** The job. */
  public VerifyJob() {}

  /** The cases of one folder that were asked for. */
  private record Selection(Path folder, List<VerificationCase> cases) {}

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String summary() {
    return "Compares networks, training and data preparation with the original code's answers";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Runs every case of folders with cases.json, data_cases.json and .safetensors files. Each"
            + " case is a question to the original code and what it answered; weights and inputs"
            + " follow from a rule.",
        "Prints a row for each case and ends with exit code 1 if one fails or is of a kind that is"
            + " not supported. Cases that train do so on Spark, through the engine that the command"
            + " train uses; ResNet-50 needs 5 GB of driver memory for them.",
        "Computes on one thread and, as the launcher sets it, with oneDNN's AVX2 kernels"
            + " (ONEDNN_MAX_CPU_ISA), so that single-precision errors do not depend on the machine.");
  }

  @Override
  public List<ArgumentSpec> arguments() {
    return List.of(
        new ArgumentSpec.Words("DIR", "Folder of reference cases; one at least."),
        new ArgumentSpec.Option(
            CASE,
            "NAME",
            "Run only the cases of this name, where * and ? stand for any letters; repeatable."));
  }

  @Override
  public int run(JobContext context) throws IOException {
    TrainableNetwork.setThreads(THREADS);
    try (SparkOnDemand spark = new SparkOnDemand("kinespark verify")) {
      boolean passed = true;
      for (Selection selection : select(context, spark)) {
        VerificationTable table = new VerificationTable(selection.cases, context.out());
        table.begin("Reference cases of " + selection.folder);
        for (VerificationCase each : selection.cases) {
          long start = System.nanoTime();
          CaseResult result = each.check().get();
          table.add(result, Duration.ofNanos(System.nanoTime() - start));
        }
        table.end();
        passed &= table.allPassed();
      }
      return passed ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  @Override
  public int dryRun(JobContext context) throws IOException {
    try (SparkOnDemand spark = new SparkOnDemand("kinespark verify")) {
      boolean supported = true;
      for (Selection selection : select(context, spark)) {
        ConsoleTable table = new ConsoleTable().text("case").text("runner");
        for (VerificationCase each : selection.cases) {
          table.row(each.name(), each.runner().orElse("NOT SUPPORTED"));
          supported &= each.runner().isPresent();
        }
        context.out().println("Reference cases of " + selection.folder);
        context.out().println();
        context.out().print(table);
      }
      return supported ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static List<Selection> select(JobContext context, Supplier<ReplicaSite> site)
      throws IOException {
    List<String> folders = context.arguments().words();
    if (folders.isEmpty()) {
      throw new UsageException("name a folder of reference cases: kinespark verify DIR");
    }
    List<PathMatcher> wanted =
        context.arguments().option(CASE).stream()
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList();
    List<CaseRunner> runners = new ArrayList<>(TanetRunners.all());
    runners.addAll(DsanetRunners.all());
    runners.add(new SdcomTrajectoryRunner(site));
    runners.addAll(SdcomRunners.all());
    runners.add(new Vov3dTrajectoryRunner(site));
    runners.addAll(Vov3dRunners.all());
    runners.addAll(PipelineCases.runners());
    runners.add(new ImagePipelineCaseRunner());
    runners.add(new TrajectoryCaseRunner(site));
    runners.add(new DsanetTrajectoryRunner(site));
    ReferenceSuite networks = new ReferenceSuite(runners);
    List<Selection> selections = new ArrayList<>();
    for (String folder : folders) {
      List<VerificationCase> cases =
          new ReferenceFolder(Path.of(folder))
              .cases(networks, new DataSuite()).stream()
                  .filter(each -> isWanted(each.name(), wanted))
                  .toList();
      selections.add(new Selection(Path.of(folder), cases));
    }
    if (selections.stream().allMatch(selection -> selection.cases.isEmpty())) {
      throw new UsageException(
          "no case is named %s; kinespark verify DIR --dry-run lists them"
              .formatted(String.join(" or ", context.arguments().option(CASE))));
    }
    return selections;
  }

  private static boolean isWanted(String name, List<PathMatcher> wanted) {
    return wanted.isEmpty() || wanted.stream().anyMatch(glob -> glob.matches(Path.of(name)));
  }
}
