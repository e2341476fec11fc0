package io.kinespark.models.nn;

/** What a parameter is to its layer; optimizer rules are written in these terms. */
public enum ParameterRole {
  /** Weight of a 1-D, 2-D or 3-D convolution. */
  CONVOLUTION_WEIGHT,
  /** Bias of a convolution. */
  CONVOLUTION_BIAS,
  /** Weight of a linear layer. */
  LINEAR_WEIGHT,
  /** Bias of a linear layer. */
  LINEAR_BIAS,
  /** Scale or shift of a normalisation. */
  NORM
}
