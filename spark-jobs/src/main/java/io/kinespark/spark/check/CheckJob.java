package io.kinespark.spark.check;

import io.kinespark.preprocessing.annotation.AnnotationReader;
import io.kinespark.preprocessing.annotation.Annotations;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.spark.check.Finding.Severity;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.SparkSettings;
import io.kinespark.spark.dataset.DatasetFiles;
import io.kinespark.spark.dataset.FirstImages;
import io.kinespark.spark.job.ArgumentSpec;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.progress.CountProgress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The command {@code check}. */
public final class CheckJob implements Job {
  private static final String DECODE = "--decode";
  private static final String CLASSES = "--classes";
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  /** Makes the job; it has no state. */
  public CheckJob() {}

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "Compares a data set's annotation files and videos with each other and with the"
        + " published counts";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Reads the annotation files of kinespark.dataset, such as those of conf/datasets, and looks"
            + " for their videos. It reports the rows and classes of each split beside the"
            + " published counts, rows that cannot be used, missing videos, videos that are in two"
            + " splits, labels that contradict the folders of their videos, and left-right pairs"
            + " that are not those of the label order. With --decode it decodes every video to its"
            + " last frame.%n",
        "Exit code 1 says that there are errors: bad rows, contradictions, or more missing and"
            + " damaged videos than preprocess.max-reject-share allows. Other counts than the"
            + " published ones are no error: links die.%n");
  }

  @Override
  public List<ArgumentSpec> arguments() {
    return List.of(
        new ArgumentSpec.ConfigurationFile(
            "DATASET.conf", "The data set's file, in place of --conf."),
        new ArgumentSpec.Flag(DECODE, "Decode every video to its last frame."),
        new ArgumentSpec.Flag(CLASSES, "Print the samples of every class."));
  }

  @Override
  public int run(JobContext context) throws IOException {
    CheckPlan plan = context.settings().read(CheckPlan::read);
    try (SparkApplication spark = start(context)) {
      VideoTasks tasks = new VideoTasks(spark.context());
      DatasetFiles files = new DatasetFiles(plan.dataset(), spark.context().hadoopConfiguration());
      LabelMap labels = files.labelMap();
      List<CheckedSplit> splits = splits(plan, files, labels, tasks);
      List<Finding> findings = findings(plan, splits, labels);
      findings.addAll(firstImages(plan, splits, spark));
      CheckReport report = new CheckReport(context.out());
      report.printHead(plan.dataset(), labels);
      report.printCounts(splits, plan.dataset().published());
      if (context.arguments().flag(CLASSES)) {
        report.printClasses(splits, labels);
      }
      if (context.arguments().flag(DECODE)) {
        DecodeTally tally = decode(context, plan, splits, tasks);
        report.printHealth(tally);
        splits.forEach(split -> findings.addAll(damaged(split, tally, plan.maxRejectShare())));
      }
      report.printFindings(findings);
      return CheckReport.count(findings, Severity.ERROR) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static List<CheckedSplit> splits(
      CheckPlan plan, DatasetFiles files, LabelMap labels, VideoTasks tasks) throws IOException {
    AnnotationReader reader = files.reader(labels);
    List<CheckedSplit> splits = new ArrayList<>();
    for (Split split : plan.dataset().annotations().keySet()) {
      Annotations annotations = files.read(split, reader);
      splits.add(
          CheckedSplit.of(
              split,
              annotations,
              labels.size(),
              tasks.missing(annotations.records(), plan.decode().deadline())));
    }
    return splits;
  }

  private static List<Finding> findings(
      CheckPlan plan, List<CheckedSplit> splits, LabelMap labels) {
    LabelChecks labelChecks = new LabelChecks(labels);
    SplitChecks splitChecks =
        new SplitChecks(labels, plan.dataset().published(), plan.maxRejectShare());
    List<Finding> findings = new ArrayList<>(labelChecks.leftRight(plan.dataset().leftRight()));
    labelChecks.alike().ifPresent(findings::add);
    labelChecks.count(plan.dataset().published().classes()).ifPresent(findings::add);
    for (CheckedSplit split : splits) {
      findings.addAll(splitChecks.of(split));
      labelChecks.otherFolders(split).ifPresent(findings::add);
    }
    findings.addAll(SplitChecks.notes(splits));
    findings.addAll(SplitChecks.acrossSplits(splits));
    return findings;
  }

  private static List<Finding> firstImages(
      CheckPlan plan, List<CheckedSplit> splits, SparkApplication spark) throws IOException {
    FirstImages images = new FirstImages(spark.context());
    List<Finding> findings = new ArrayList<>();
    for (CheckedSplit split : splits) {
      images
          .differing(plan.dataset().layout().images(), split.annotations().records())
          .map(note -> SplitChecks.finding(split.name(), note))
          .ifPresent(findings::add);
    }
    return findings;
  }

  private static DecodeTally decode(
      JobContext context, CheckPlan plan, List<CheckedSplit> splits, VideoTasks tasks)
      throws IOException {
    DecodeTally all = new DecodeTally();
    for (CheckedSplit split : splits) {
      int videos = split.annotations().records().size();
      CountProgress progress =
          new CountProgress(
              context.err(), split.name(), "videos", videos, BETWEEN_LINES, Clock.systemUTC());
      all.add(tasks.decode(split.annotations().records(), plan.decode(), progress));
    }
    return all;
  }

  /** Damage counts with what is missing and bad: together it is what preprocess would lose. */
  private static List<Finding> damaged(CheckedSplit split, DecodeTally tally, double bound) {
    long damaged = tally.unusable(split.split()) - split.missing().size();
    if (damaged <= 0) {
      return List.of();
    }
    double share = split.lostShare() + damaged / (double) split.rows();
    return List.of(
        new Finding(
            share > bound ? Severity.ERROR : Severity.WARNING,
            split.name(),
            "videos do not decode",
            damaged,
            "see the table of their health"));
  }

  /** Reads every annotation file and looks for no video. */
  @Override
  public int dryRun(JobContext context) throws IOException {
    CheckPlan plan = context.settings().read(CheckPlan::read);
    DatasetFiles files = new DatasetFiles(plan.dataset(), new Configuration());
    LabelMap labels = files.labelMap();
    AnnotationReader reader = files.reader(labels);
    for (Split split : plan.dataset().annotations().keySet()) {
      Annotations annotations = files.read(split, reader);
      context
          .out()
          .printf(
              "%s: %d rows, %d of them bad%n",
              files.annotations(split), annotations.rows(), annotations.rejected().size());
      annotations.notes().forEach(note -> context.out().println("  " + note));
    }
    context.out().flush();
    return ExitCode.OK;
  }

  private static SparkApplication start(JobContext context) {
    return SparkApplication.manyTasks(context.settings().read(SparkSettings::read).appName());
  }
}
