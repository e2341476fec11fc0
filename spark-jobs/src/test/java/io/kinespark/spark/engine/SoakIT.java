package io.kinespark.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two thousand training steps through BigDL. The process has a heap of fixed size whose pages are
 * all touched at the start, so that what grows is native memory.
 */
@Tag("soak")
class SoakIT {

  private static final int STEPS = 2000;
  private static final Pattern LINE =
      Pattern.compile("step (\\d+) resident (\\d+) pointers (\\d+)");

  /** One line of the run: kilobytes and live native objects. */
  private record Sample(int step, long resident, long pointers) {}

  @TempDir Path folder;

  @Test
  void nativeMemoryIsFlatOverTwoThousandSteps() throws Exception {
    List<Sample> samples = run();
    assertThat(samples).hasSize(STEPS / SoakRun.EVERY);
    long early = median(samples, 500, 1000);
    long late = median(samples, 1500, 2000);
    System.out.printf(
        "resident: %d MiB at 500-1000 steps, %d MiB at 1500-2000 steps%n", early >> 10, late >> 10);
    assertThat(late - early).as("growth in KiB, %s", samples).isLessThan(12 << 10);
    assertThat(samples.get(samples.size() - 1).pointers())
        .as("live native objects")
        .isLessThanOrEqualTo(samples.get(4).pointers() + 20);
  }

  private static long median(List<Sample> samples, int after, int upTo) {
    long[] values =
        samples.stream()
            .filter(s -> s.step() > after && s.step() <= upTo)
            .mapToLong(Sample::resident)
            .sorted()
            .toArray();
    return values[values.length / 2];
  }

  private List<Sample> run() throws IOException, InterruptedException {
    List<String> lines =
        OwnProcess.run(
            folder,
            List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"),
            15,
            SoakRun.class,
            Integer.toString(STEPS));
    List<Sample> samples = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        samples.add(
            new Sample(
                Integer.parseInt(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))));
      }
    }
    return samples;
  }
}
