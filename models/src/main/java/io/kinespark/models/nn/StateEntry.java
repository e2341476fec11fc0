package io.kinespark.models.nn;

/** One named entry of a module's state: what a checkpoint stores of it. */
public sealed interface StateEntry extends AutoCloseable permits Parameter, Buffer, Counter {
  /** The entry's shape; empty for a scalar. */
  long[] shape();

  /** Frees the native memory, if any. */
  @Override
  void close();

  /** How many elements {@link #shape()} has. */
  default int elementCount() {
    long count = 1;
    for (long extent : shape()) {
      count = Math.multiplyExact(count, extent);
    }
    return Math.toIntExact(count);
  }
}
