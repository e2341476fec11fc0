package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;

/** A trainable tensor and its owner: the native memory lives until {@link #close()}. */
public final class Parameter implements StateEntry {
  private final ParameterRole role;
  private final Initializer initializer;
  private final long[] shape;
  private final Tensor tensor;
  private boolean frozen;

  Parameter(ParameterRole role, Initializer initializer, TensorSpace space, long... shape) {
    this.role = role;
    this.initializer = initializer;
    this.shape = shape.clone();
    this.tensor = space.zeros(shape);
    tensor.retainReference();
    tensor.requires_grad_(true);
  }

  /** What it is to its layer. */
  public ParameterRole role() {
    return role;
  }

  /** The rule of its initial values. */
  public Initializer initializer() {
    return initializer;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** The live tensor; valid until this parameter is closed. */
  public Tensor tensor() {
    return tensor;
  }

  /** Makes {@code storage}, a tensor of this shape, the memory of this parameter from now on. */
  public void bind(Tensor storage) {
    tensor.set_data(storage);
  }

  /** Stops gradients from here on. */
  public void freeze() {
    frozen = true;
    tensor.requires_grad_(false);
  }

  /** Whether {@link #freeze()} was called. */
  public boolean frozen() {
    return frozen;
  }

  /** Drops the gradient, so that the next backward pass replaces it. */
  public void clearGradient() {
    tensor.mutable_grad().reset();
  }

  @Override
  public void close() {
    tensor.releaseReference();
  }
}
