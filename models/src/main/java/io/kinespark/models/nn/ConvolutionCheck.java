package io.kinespark.models.nn;

import java.util.function.DoubleSupplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries this machine's convolutions before the first network computes. On some virtual machines,
 * which do not tell the sizes of their caches, oneDNN leaves the padding of blocked gradients as it
 * finds it in memory: gradients of convolutions of few channels are then wrong or not finite, and
 * training ends in a NaN now and then. There libtorch computes convolutions itself, more slowly.
 */
final class ConvolutionCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ConvolutionCheck.class);

  /** Far above the differences of kernels that are right (1e-5) and below any wrong gradient's. */
  private static final double BOUND = 1e-2;

  /** Shapes of inputs {@code [N, C, H, W]} and kernels {@code [O, C, h, w]}. */
  private static final long[][][] SHAPES = {
    {{2, 16, 1, 8}, {4, 16, 1, 3}}, {{2, 8, 8, 8}, {6, 8, 3, 3}}, {{2, 3, 8, 8}, {20, 3, 3, 3}}
  };

  private static final int USED_BLOCKS = 64;
  private static final double USED_VALUE = 1e6;

  private static volatile boolean done;

  private ConvolutionCheck() {}

  /**
   * Checks once a process.
   *
   * @throws IllegalStateException if convolutions are wrong whoever computes them
   */
  static void once() {
    if (!done) {
      synchronized (ConvolutionCheck.class) {
        if (!done) {
          decide(ConvolutionCheck::worstError, ConvolutionCheck::switchOneDnnOff);
          done = true;
        }
      }
    }
  }

  /** NNPACK, which would be asked instead, prints a line a convolution where it does not run. */
  private static void switchOneDnnOff() {
    torch.globalContext().setUserEnabledMkldnn(false);
    torch.globalContext().setUserEnabledNNPACK(false);
  }

  static void decide(DoubleSupplier error, Runnable withoutOneDnn) {
    double first = error.getAsDouble();
    if (first <= BOUND) {
      return;
    }
    withoutOneDnn.run();
    double second = error.getAsDouble();
    if (!(second <= BOUND)) {
      throw new IllegalStateException(
          "libtorch's convolutions are wrong on this machine (off by %s with oneDNN, by %s without); use another processor or virtual machine type"
              .formatted(first, second));
    }
    LOG.warn(
        "oneDNN's convolutions are wrong on this machine (off by {}): libtorch computes them itself, more slowly."
            + " Its virtual processor may hide the sizes of its caches",
        first);
  }

  /** Largest difference of values and gradients in single and in double precision. */
  private static double worstError() {
    boolean before = GradMode.is_enabled();
    GradMode.set_enabled(true);
    try {
      return worstOfShapes();
    } finally {
      GradMode.set_enabled(before);
    }
  }

  @SuppressWarnings("try")
  private static double worstOfShapes() {
    double worst = 0;
    for (long[][] shapes : SHAPES) {
      useMemory();
      try (PointerScope scope = new PointerScope()) {
        Tensor[] single = convolve(shapes[0], shapes[1], ScalarType.Float);
        Tensor[] exact = convolve(shapes[0], shapes[1], ScalarType.Double);
        for (int i = 0; i < exact.length; i++) {
          double error = single[i].to(ScalarType.Double).sub(exact[i]).abs().max().item_double();
          worst = error <= worst ? worst : error;
        }
      }
    }
    return worst;
  }

  /** Leaves values in memory that is free again, where fresh memory would be zeros. */
  @SuppressWarnings("try")
  private static void useMemory() {
    try (PointerScope scope = new PointerScope()) {
      for (int i = 1; i <= USED_BLOCKS; i++) {
        torch.zeros(64L * i).add_(new Scalar(USED_VALUE));
      }
    }
  }

  /** The result, and the gradients of input and kernel. */
  private static Tensor[] convolve(long[] input, long[] kernel, ScalarType type) {
    Tensor x = wave(input, type);
    Tensor w = wave(kernel, type);
    Tensor y = torch.conv2d(x, w);
    y.mul(wave(y.shape(), type).detach()).sum().backward();
    return new Tensor[] {y.detach(), x.grad(), w.grad()};
  }

  private static Tensor wave(long[] shape, ScalarType type) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    Tensor values = torch.arange(new Scalar(count)).to(ScalarType.Double).sin();
    return values.reshape(shape).to(type).requires_grad_(true);
  }
}
