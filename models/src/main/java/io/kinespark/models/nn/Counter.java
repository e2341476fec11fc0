package io.kinespark.models.nn;

/** An int64 scalar of state, kept on the host ({@code num_batches_tracked}). */
public final class Counter implements StateEntry {
  private long value;

  Counter() {}

  /** The count. */
  public long value() {
    return value;
  }

  /** Replaces the count. */
  public void set(long newValue) {
    value = newValue;
  }

  void increment() {
    value++;
  }

  @Override
  public long[] shape() {
    return new long[0];
  }

  @Override
  public void close() {}
}
