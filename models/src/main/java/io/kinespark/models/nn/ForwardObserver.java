package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;

/**
 * Sees what a forward pass computes; for counting operations and for checking intermediate values.
 */
public interface ForwardObserver {
  /** Sees nothing. */
  ForwardObserver NONE = new ForwardObserver() {};

  /** An observer that tells both others. */
  static ForwardObserver both(ForwardObserver first, ForwardObserver second) {
    return new ForwardObserver() {
      @Override
      public void layer(NetworkModule module, long multiplyAccumulates, Tensor output) {
        first.layer(module, multiplyAccumulates, output);
        second.layer(module, multiplyAccumulates, output);
      }

      @Override
      public void dynamicConvolution(NetworkModule module, long multiplyAccumulates) {
        first.dynamicConvolution(module, multiplyAccumulates);
        second.dynamicConvolution(module, multiplyAccumulates);
      }

      @Override
      public void frameWidths(int[] widths) {
        first.frameWidths(widths);
        second.frameWidths(widths);
      }

      @Override
      public void value(NetworkModule module, String part, Tensor value) {
        first.value(module, part, value);
        second.value(module, part, value);
      }
    };
  }

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
   * A network chose how wide one of its parts runs for each frame.
   *
   * @param widths {@code [N]} positions in the network's widths, frames in the order of the batch
   */
  default void frameWidths(int[] widths) {}

  /**
   * A module computed a value worth naming.
   *
   * @param module the module
   * @param part what of it, for example {@code theta}; empty for the module's result
   * @param value the value, which ends with the caller's {@code PointerScope}
   */
  default void value(NetworkModule module, String part, Tensor value) {}
}
