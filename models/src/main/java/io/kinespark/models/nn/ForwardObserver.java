package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;

/**
 * Sees what a forward pass computes; for counting operations and for checking intermediate values.
 */
public interface ForwardObserver {
  /** Sees nothing. */
  ForwardObserver NONE = new ForwardObserver() {};

  /**
   * A convolution or linear layer ran.
   *
   * @param module the layer
   * @param multiplyAccumulates how many it took for the whole batch
   * @param output its result
   */
  default void layer(NetworkModule module, long multiplyAccumulates, Tensor output) {}

  /**
   * A convolution ran whose kernel was computed from the input.
   *
   * @param module the module that made the kernel
   * @param multiplyAccumulates how many it took for the whole batch
   */
  default void dynamicConvolution(NetworkModule module, long multiplyAccumulates) {}

  /**
   * A module computed a value worth naming.
   *
   * @param module the module
   * @param part what of it, for example {@code theta}; empty for the module's result
   * @param value the value, which ends with the caller's {@code PointerScope}
   */
  default void value(NetworkModule module, String part, Tensor value) {}
}
