package io.kinespark.spark.train;

import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.ConfigReader;
import io.kinespark.spark.config.SparkSettings;
import io.kinespark.spark.config.TrainSettings;
import io.kinespark.spark.engine.EngineFacts;
import io.kinespark.spark.engine.EngineProvider;
import io.kinespark.spark.engine.EngineTraits;
import io.kinespark.spark.engine.Engines;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import java.io.IOException;
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
    return with(context, TrainRun::run);
  }

  @Override
  public int dryRun(JobContext context) throws Exception {
    return with(context, TrainRun::dryRun);
  }

  /** What is done with a run. */
  @FunctionalInterface
  private interface Use {
    int of(TrainRun run) throws IOException;
  }

  private static int with(JobContext context, Use use) throws IOException {
    TrainRequest request = context.settings().read(TrainRequest::read);
    String name = context.settings().read(SparkSettings::read).appName();
    EngineProvider engine = engine(request.train());
    try (var application = SparkApplication.oneTaskPerExecutor(name, engine.sparkSettings())) {
      return use.of(TrainRun.prepare(application, engine, request, context));
    }
  }

  private static EngineProvider engine(TrainSettings train) {
    EngineProvider engine = Engines.found().choose(train.engine(), EngineFacts.here());
    EngineTraits traits = engine.traits();
    if (!traits.compressions().contains(train.compress())) {
      throw new IllegalArgumentException(
          "train.compress is %s, which the engine %s cannot do"
              .formatted(ConfigReader.nameOf(train.compress()), traits.name()));
    }
    return engine;
  }
}
