package io.kinespark.spark.evaluate;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Wall-clock time of the phases of a job, in their order. */
final class PhaseTimes {

  private final Map<String, Duration> times = new LinkedHashMap<>();

  /** Work that may fail on storage. */
  @FunctionalInterface
  interface Work<T> {
    T done() throws IOException;
  }

  /** Does a phase's work and notes how long it took. */
  <T> T time(String phase, Work<T> work) throws IOException {
    long start = System.nanoTime();
    T outcome = work.done();
    times.put(phase, Duration.ofNanos(System.nanoTime() - start));
    return outcome;
  }

  /** The phases that are over. */
  Map<String, Duration> times() {
    return Collections.unmodifiableMap(times);
  }
}
