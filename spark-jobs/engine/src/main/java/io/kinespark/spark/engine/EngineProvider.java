package io.kinespark.spark.engine;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * An engine that can be chosen by name. It is found by {@link java.util.ServiceLoader}, so that it
 * must be made where the engine itself could not run: nothing of what the engine is built on is
 * touched before {@link #create}.
 */
public interface EngineProvider {

  /** What the engine can do, and its name. */
  EngineTraits traits();

  /** Why the engine cannot run in a place, in words for its user; empty where it can. */
  Optional<String> missing(EngineFacts facts);

  /** Spark's settings without which the engine does not work; they are set over the user's. */
  Map<String, String> sparkSettings();

  /**
   * The engine on a running application that has {@link #sparkSettings}.
   *
   * @param spark stays the caller's
   */
  DataParallelEngine create(JavaSparkContext spark, EngineSettings settings);
}
