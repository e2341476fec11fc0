package io.kinespark.spark.engine;

/**
 * What a run asks of its engine beyond the plan.
 *
 * @param replicasMayShare whether several replicas may be on one executor, where they take turns
 */
public record EngineSettings(boolean replicasMayShare) {

  /** Every replica has an executor of its own. */
  public static EngineSettings apart() {
    return new EngineSettings(false);
  }
}
