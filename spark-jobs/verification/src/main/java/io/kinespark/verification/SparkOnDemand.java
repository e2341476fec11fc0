package io.kinespark.verification;

import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.engine.EngineFacts;
import io.kinespark.spark.engine.EngineProvider;
import io.kinespark.spark.engine.EngineSettings;
import io.kinespark.spark.engine.Engines;
import java.util.Optional;
import java.util.function.Supplier;

/** A Spark application that is started by the first case that trains; most cases need none. */
final class SparkOnDemand implements Supplier<ReplicaSite>, AutoCloseable {
  private final String name;
  private final EngineProvider engine = Engines.found().choose(Engines.AUTO, EngineFacts.here());
  private Optional<SparkApplication> application = Optional.empty();

  /**
   * Nothing is started yet.
   *
   * @param name of the application, shown in Spark's pages
   */
  SparkOnDemand(String name) {
    this.name = name;
  }

  @Override
  public ReplicaSite get() {
    SparkApplication running =
        application.orElseGet(
            () -> SparkApplication.oneTaskPerExecutor(name, engine.sparkSettings()));
    application = Optional.of(running);
    return new ReplicaSite(
        engine.create(running.context(), EngineSettings.apart()), VerifyJob.THREADS);
  }

  @Override
  public void close() {
    application.ifPresent(SparkApplication::close);
    application = Optional.empty();
  }
}
