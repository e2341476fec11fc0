package io.kinespark.models.nn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A tensor of state that is not trained, such as a running mean; it lives until {@link #close()}.
 */
public final class Buffer implements StateEntry {
  private final double initialValue;
  private final long[] shape;
  private final Tensor tensor;

  Buffer(double initialValue, TensorSpace space, long... shape) {
    this.initialValue = initialValue;
    this.shape = shape.clone();
    this.tensor = space.zeros(shape);
    tensor.retainReference();
    tensor.fill_(new Scalar(initialValue));
  }

  /** The value of all elements of a new network. */
  public double initialValue() {
    return initialValue;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** The live tensor; valid until this buffer is closed. */
  public Tensor tensor() {
    return tensor;
  }

  @Override
  public void close() {
    tensor.releaseReference();
  }
}
