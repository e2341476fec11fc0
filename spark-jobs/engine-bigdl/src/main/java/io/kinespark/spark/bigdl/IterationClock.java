package io.kinespark.spark.bigdl;

import io.kinespark.spark.engine.IterationIndex;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells executors which iteration a task belongs to. The driver sets it before each iteration; what
 * is serialised with a task is the reading at that moment, so a task carries its own iteration and
 * nothing has to be counted on the executor.
 */
final class IterationClock implements Serializable {

  private static final long serialVersionUID = 1L;

  private final transient AtomicReference<IterationIndex> now;

  IterationClock(IterationIndex start) {
    this.now = new AtomicReference<>(start);
  }

  void set(IterationIndex iteration) {
    now.set(iteration);
  }

  IterationIndex now() {
    return now.get();
  }

  private Object writeReplace() {
    return new Reading(now.get());
  }

  /** The clock as a task sees it. */
  private record Reading(IterationIndex iteration) implements Serializable {

    private Object readResolve() {
      return new IterationClock(iteration);
    }
  }
}
