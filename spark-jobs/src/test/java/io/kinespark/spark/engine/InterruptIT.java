package io.kinespark.spark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever cancels, interrupts or closes what computes, or ends the process: nothing crashes. */
class InterruptIT {

  @TempDir private Path folder;

  @Test
  void noNativeMemoryIsFreedUnderAThreadThatComputesWithIt()
      throws IOException, InterruptedException {
    Path crash = folder.resolve("crash.log");
    List<String> lines =
        OwnProcess.run(
            folder, List.of("-Xmx512m", "-XX:ErrorFile=" + crash), 2, InterruptRun.class);

    assertThat(crash).doesNotExist();
    assertThat(lines).contains("closed").filteredOn("this network is closed"::equals).hasSize(12);
    assertThat(lines).filteredOn(line -> line.matches("round \\d+ ended")).hasSize(12);
  }
}
