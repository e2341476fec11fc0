package io.kinespark.preprocessing.benchmark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Rates of several ways to do one thing, measured in turns; of each the median counts. */
final class Rates {

  private static final int WARM_UPS = 6;
  private static final int ROUNDS = 7;

  private final String unit;
  private final Map<String, Work> ways = new LinkedHashMap<>();

  /** Does something and says how much of it a CPU second does. */
  @FunctionalInterface
  interface Work {
    double perCpuSecond() throws Exception;
  }

  /** Does something and says how much it was. */
  @FunctionalInterface
  interface Counted {
    long run() throws Exception;
  }

  Rates(String unit) {
    this.unit = unit;
  }

  /** Adds work that other processes do, or that measures itself. */
  Rates add(String way, Work work) {
    ways.put(way, work);
    return this;
  }

  /** Adds work of this process. */
  Rates addHere(String way, Counted work) {
    return add(
        way,
        () -> {
          double start = CpuClock.seconds();
          long done = work.run();
          return done / (CpuClock.seconds() - start);
        });
  }

  /** Measures all, and prints each rate and its ratio to that of the first way. */
  void measure(String title) throws Exception {
    Map<String, double[]> rates = new LinkedHashMap<>();
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      for (Map.Entry<String, Work> way : ways.entrySet()) {
        double rate = way.getValue().perCpuSecond();
        if (round >= 0) {
          rates.computeIfAbsent(way.getKey(), key -> new double[ROUNDS])[round] = rate;
        }
      }
    }
    System.out.printf(Locale.ROOT, "%n%s%n", title);
    double first = median(rates.values().iterator().next());
    rates.forEach(
        (way, measured) ->
            System.out.printf(
                Locale.ROOT,
                "  %-58s %9.1f %s / CPU s  %6.2fx%n",
                way,
                median(measured),
                unit,
                median(measured) / first));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
