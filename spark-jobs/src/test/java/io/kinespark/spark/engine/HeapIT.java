package io.kinespark.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many copies of the parameters training keeps. Of one replica they are, beside the native
 * network: the vector its weights are fetched to and that of its gradient, its slices of weights,
 * gradient and velocity, and weights and gradient as bytes that travel.
 */
class HeapIT {

  private static final int OWN = 7;
  private static final int COLLECTED = 2;
  private static final String WIDTH = "64";
  private static final Pattern STEP = Pattern.compile("step \\d+ bytes (\\d+)");
  private static final Pattern END = Pattern.compile("end \\d+ bytes (\\d+) parameters (\\d+)");

  @TempDir Path folder;

  @Test
  void oneReplicaAndItsDriverKeepSevenCopiesInAHeapOfTwenty() throws Exception {
    List<String> lines =
        OwnProcess.run(folder, List.of("-Xmx700m"), 5, HeapRun.class, WIDTH, "1", "2");
    List<Matcher> ends = matches(END, lines);
    List<Matcher> steps = matches(STEP, lines);
    assertThat(ends).hasSize(2);
    assertThat(steps).hasSize(4);
    double parameterBytes = 4.0 * Long.parseLong(ends.get(0).group(2));
    System.out.printf(
        "%.1f MiB of parameters; copies after steps %s, at ends of epochs %s%n",
        parameterBytes / (1 << 20), copies(steps, parameterBytes), copies(ends, parameterBytes));

    assertThat(700L << 20).isLessThan(Math.round(22 * parameterBytes));
    assertThat(copies(steps, parameterBytes)).allSatisfy(c -> assertThat(c).isLessThan(OWN + 2));
    assertThat(copies(ends, parameterBytes))
        .allSatisfy(c -> assertThat(c).isLessThan(OWN + COLLECTED + 2));
  }

  private static List<Matcher> matches(Pattern pattern, List<String> lines) {
    return lines.stream().map(pattern::matcher).filter(Matcher::matches).toList();
  }

  private static List<Double> copies(List<Matcher> lines, double parameterBytes) {
    return lines.stream().map(line -> Long.parseLong(line.group(1)) / parameterBytes).toList();
  }
}
