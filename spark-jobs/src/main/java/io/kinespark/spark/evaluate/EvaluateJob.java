package io.kinespark.spark.evaluate;

import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import java.util.List;

/** The command {@code evaluate}: a checkpoint on a manifest, by the multi-view test protocol. */
public final class EvaluateJob implements Job {

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "Score a checkpoint on the videos of a manifest and write a report";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Every video is scored once: sampling.test and augment.test say which clips and crops of it"
            + " the network sees, and the network's average-clips how their scores become one. Needs"
            + " evaluate.checkpoint, evaluate.manifest and evaluate.output.",
        "%nThe output holds predictions.csv, predictions.parquet (the scores of all classes),"
            + " report.json and report.html, which is one file without links to others. Those of an"
            + " earlier evaluation are replaced; a second one at the same time is refused. Where"
            + " the network chooses a width for every frame, all but report.html list the"
            + " choices and both reports say what they cost.",
        "%nVideos that are missing or cannot be decoded, or for which the network answers no finite"
            + " numbers, are counted and listed. When their share is above"
            + " evaluate.max-reject-share, or nothing is left, the report is written with a"
            + " warning, no accuracy is printed and the exit code is 1. So it is when predictions"
            + " or report.json cannot be written. The learning curve, pictures and report.html are"
            + " extras: where one cannot be made, a warning says so and report.json has the"
            + " reason.");
  }

  @Override
  public int run(JobContext context) throws Exception {
    EvaluationSettings settings = context.settings().read(EvaluationSettings::read);
    try (var spark = SparkApplication.oneRepeatableTaskPerExecutor(settings.spark().appName())) {
      return new Evaluation(settings, context, spark).run();
    }
  }

  @Override
  public int dryRun(JobContext context) throws Exception {
    EvaluationSettings settings = context.settings().read(EvaluationSettings::read);
    try (var spark = SparkApplication.oneRepeatableTaskPerExecutor(settings.spark().appName())) {
      new Evaluation(settings, context, spark).check();
      context.out().println("evaluate would find what it needs");
      return ExitCode.OK;
    }
  }
}
