package io.kinespark.spark.bigdl;

import io.kinespark.spark.engine.DataParallelEngine;
import io.kinespark.spark.engine.EngineFacts;
import io.kinespark.spark.engine.EngineProvider;
import io.kinespark.spark.engine.EngineSettings;
import io.kinespark.spark.engine.EngineTraits;
import io.kinespark.spark.engine.GradientCompression;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/** BigDL 0.13, which is built for Spark 2.4. */
public final class BigDlProvider implements EngineProvider {

  private static final String SPARK = "2.4";
  private static final String BIGDL = "com.intel.analytics.bigdl.utils.Engine";

  @Override
  public EngineTraits traits() {
    return new EngineTraits("bigdl", Set.of(GradientCompression.values()));
  }

  @Override
  public Optional<String> missing(EngineFacts facts) {
    if (!facts.sparkVersion().startsWith(SPARK + ".")) {
      return Optional.of("BigDL 0.13 needs Spark " + SPARK + "; this is " + facts.sparkVersion());
    }
    try {
      Class.forName(BIGDL, /* initialize= */ false, getClass().getClassLoader());
      return Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.of("BigDL's jars are not on the class path");
    }
  }

  /**
   * What BigDL's own check of Spark's configuration asks for, and that Spark does not try a task
   * again by itself: a replica's state cannot move.
   */
  @Override
  public Map<String, String> sparkSettings() {
    return Map.of(
        "spark.shuffle.reduceLocality.enabled", "false",
        "spark.scheduler.minRegisteredResourcesRatio", "1.0",
        "spark.speculation", "false",
        "spark.task.maxFailures", "1");
  }

  @Override
  public DataParallelEngine create(JavaSparkContext spark, EngineSettings settings) {
    return new BigDlEngine(spark, settings);
  }
}
