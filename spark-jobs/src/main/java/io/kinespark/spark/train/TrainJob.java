package io.kinespark.spark.train;

import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.SparkSettings;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import java.util.List;

/** Trains a network on a manifest's videos, data-parallel, and leaves checkpoints and logs. */
public final class TrainJob implements Job {

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "Train a network data-parallel on the videos of a manifest";
  }

  @Override
  public List<String> description() {
    return List.of(
        "Trains kinespark.model on data.train-manifest, one replica an executor, and writes"
            + " checkpoints, a JSON-lines log and TensorBoard scalars to train.output.",
        "A run that is started again goes on from its newest whole checkpoint; one of another"
            + " output begins a run of its own (train.resume). A second job on the same output is"
            + " refused. A lost executor or failing storage sends a run back to that checkpoint by"
            + " itself (train.retry); any other failure ends it with its cause.",
        "On a cluster, set spark.executor.cores and spark.executor.instances (or"
            + " spark.cores.max); every executor holds one replica that uses all its cores.");
  }

  @Override
  public int run(JobContext context) throws Exception {
    TrainRequest request = context.settings().read(TrainRequest::read);
    try (var application = start(context)) {
      var run = new TrainRun(application, request, context);
      return run.run();
    }
  }

  @Override
  public int dryRun(JobContext context) throws Exception {
    TrainRequest request = context.settings().read(TrainRequest::read);
    try (var application = start(context)) {
      var run = new TrainRun(application, request, context);
      return run.dryRun();
    }
  }

  private static SparkApplication start(JobContext context) {
    return SparkApplication.oneTaskPerExecutor(
        context.settings().read(SparkSettings::read).appName());
  }
}
