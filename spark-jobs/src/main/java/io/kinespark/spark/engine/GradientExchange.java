package io.kinespark.spark.engine;

/** How gradients and weights travel between replicas. */
public enum GradientExchange {
  /** Four bytes a value: what one replica computes is what the others get. */
  EXACT,
  /** The upper two bytes of each value (BigDL's "fp16"): half the traffic, truncated values. */
  FP16
}
