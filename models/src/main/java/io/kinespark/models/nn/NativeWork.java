package io.kinespark.models.nn;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;

/**
 * Runs native computations: whatever native memory they take and do not retain is freed when they
 * end, the calling thread's recording of gradients is as it was before, and the process does not
 * end under them.
 */
public final class NativeWork {

  /** A step of a large network takes its time. */
  private static final NativeCalls CALLS = NativeCalls.ofProcess("what its networks compute", 120);

  private NativeWork() {}

  /** Runs {@code work}, recording its operations for a backward pass inside it. */
  public static <T> T recording(Supplier<T> work) {
    return run(true, work);
  }

  /** Runs {@code work} without recording its operations. */
  public static <T> T plain(Supplier<T> work) {
    return run(false, work);
  }

  /** Runs {@code work} without recording its operations. */
  public static void plain(Runnable work) {
    run(
        false,
        () -> {
          work.run();
          return Boolean.TRUE;
        });
  }

  private static <T> T run(boolean recording, Supplier<T> work) {
    return CALLS.during(
        () -> {
          ConvolutionCheck.once();
          return scoped(recording, work);
        });
  }

  @SuppressWarnings("try")
  private static <T> T scoped(boolean recording, Supplier<T> work) {
    boolean before = GradMode.is_enabled();
    GradMode.set_enabled(recording);
    try (PointerScope scope = new PointerScope()) {
      return work.get();
    } finally {
      GradMode.set_enabled(before);
    }
  }
}
