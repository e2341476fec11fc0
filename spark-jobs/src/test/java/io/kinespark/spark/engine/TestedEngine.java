package io.kinespark.spark.engine;

import org.apache.spark.api.java.JavaSparkContext;

/** The engine that users get, on a test's own Spark. */
final class TestedEngine {
  private TestedEngine() {}

  /** One whose replicas have executors of their own. */
  static DataParallelEngine on(JavaSparkContext spark) {
    return on(spark, EngineSettings.apart());
  }

  static DataParallelEngine on(JavaSparkContext spark, EngineSettings settings) {
    return Engines.found().choose(Engines.AUTO, EngineFacts.here()).create(spark, settings);
  }
}
