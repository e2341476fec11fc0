package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;

/** A module that turns one tensor into one tensor. */
public abstract class Layer extends NetworkModule {
  /** The layer's result for {@code input}. */
  public abstract Tensor forward(Tensor input, ForwardPass pass);
}
