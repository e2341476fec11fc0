package io.kinespark.spark.verify;

import io.kinespark.spark.bigdl.BigDlEngine;
import io.kinespark.spark.cluster.SparkApplication;
import java.util.Optional;
import java.util.function.Supplier;

/** A Spark application that is started by the first case that trains; most cases need none. */
final class SparkOnDemand implements Supplier<ReplicaSite>, AutoCloseable {
  private final String name;
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
        application.orElseGet(() -> SparkApplication.oneTaskPerExecutor(name));
    application = Optional.of(running);
    return new ReplicaSite(new BigDlEngine(running.context()), VerifyJob.THREADS);
  }

  @Override
  public void close() {
    application.ifPresent(SparkApplication::close);
    application = Optional.empty();
  }
}
