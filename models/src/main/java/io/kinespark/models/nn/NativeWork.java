package io.kinespark.models.nn;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;

/**
 * Runs native computations: whatever native memory they take and do not retain is freed when they
 * end, and the calling thread's recording of gradients is as it was before.
 */
public final class NativeWork {
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

  @SuppressWarnings("try")
  private static <T> T run(boolean recording, Supplier<T> work) {
    boolean before = GradMode.is_enabled();
    GradMode.set_enabled(recording);
    try (PointerScope scope = new PointerScope()) {
      return work.get();
    } finally {
      GradMode.set_enabled(before);
    }
  }
}
