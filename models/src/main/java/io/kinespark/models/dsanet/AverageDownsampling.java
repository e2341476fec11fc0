package io.kinespark.models.dsanet;

/**
 * Whether a strided bottleneck is strided by a 3x3 average pool in place of its convolution
 * (ResNeSt, arXiv 2004.08955; {@code avd} and {@code avd_first} of whwu95/DSANet).
 */
public enum AverageDownsampling {
  /** By its convolution. */
  NONE,
  /** By a pool before the 3x3 convolution. */
  BEFORE,
  /** By a pool after the 3x3 convolution, its norm and ReLU. */
  AFTER
}
