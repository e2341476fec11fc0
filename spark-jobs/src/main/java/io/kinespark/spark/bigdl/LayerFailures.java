package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.utils.LayerException;
import io.kinespark.spark.cluster.Causes;

/**
 * BigDL wraps what a module throws into an exception that has neither a message nor a cause, but
 * keeps it in a field of its own.
 */
final class LayerFailures {
  private LayerFailures() {}

  /** A failure of which the module's own exception is the innermost cause, as everywhere else. */
  static RuntimeException unwrapped(RuntimeException failure) {
    for (Throwable cause : Causes.chain(failure)) {
      if (cause instanceof LayerException layer && layer.error() != null) {
        return new IllegalStateException(failure.getMessage(), layer.error());
      }
    }
    return failure;
  }
}
