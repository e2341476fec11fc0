package io.kinespark.models.nn;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A trainable tensor and its owner: the native memory lives until {@link #close()}. */
public final class Parameter implements StateEntry {
  private final ParameterRole role;
  private final Initializer initializer;
  private final long[] shape;
  private final Tensor tensor;
  private boolean frozen;
  private Optional<Tensor> standIn = Optional.empty();

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

  /** The live tensor, or what stands in for it; valid until this parameter is closed. */
  public Tensor tensor() {
    return standIn.orElse(tensor);
  }

  /**
   * Lets {@code value}, a tensor of this shape with a history of its own, stand in for this
   * parameter until {@link #restore()}.
   */
  public void substitute(Tensor value) {
    standIn = Optional.of(value);
  }

  /** Ends a substitution. */
  public void restore() {
    standIn = Optional.empty();
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

  /** Makes {@code gradient} this parameter's gradient. */
  public void assignGradient(Tensor gradient) {
    tensor.mutable_grad().put(gradient);
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
