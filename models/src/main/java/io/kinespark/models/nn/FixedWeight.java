package io.kinespark.models.nn;

/** A parameter {@code weight} of zeros that never gets a gradient; kept for its checkpoints. */
public final class FixedWeight extends NetworkModule {
  /** A weight of that shape. */
  public FixedWeight(TensorSpace space, long... shape) {
    register(
        "weight",
        new Parameter(ParameterRole.CONVOLUTION_WEIGHT, new Initializer.Constant(0), space, shape));
    freeze();
  }
}
