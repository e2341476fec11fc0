package io.kinespark.spark.engine;

import java.util.Set;

/**
 * What an engine can do.
 *
 * @param name as {@code train.engine} says it
 * @param compressions how its replicas can exchange values
 */
public record EngineTraits(String name, Set<GradientCompression> compressions) {

  /** Copies the set. */
  public EngineTraits {
    compressions = Set.copyOf(compressions);
  }
}
