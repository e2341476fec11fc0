package io.kinespark.spark.engine;

/** How gradients and weights travel between replicas. */
public enum GradientCompression {
  /** Four bytes a value: what one replica computes is what the others get. */
  NONE,
  /** The upper two bytes of each value: half the traffic, truncated values. */
  FP16
}
