package io.kinespark.spark.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.GivenArguments;
import io.kinespark.spark.job.JobContext;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every file of {@code conf/datasets} finds the videos of a sample in its publisher's layout. */
@ExtendWith(LocalMaster.class)
final class PublishedSamplesIT {
  private static final Path CONF = Path.of("..", "conf", "datasets");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    // dataset, what is wrong, train: rows, usable, bad, missing, frames; validation: frames
    "activitynet13-mmaction2, BAD_LABEL, 4, 2, 1, 1, 15, 5",
    // The frame that begins where a segment ends is its last: 8 + 8 + 6.
    "activitynet13-segments, SHORT, 5, 3, 1, 1, 22, 16",
    "activitynet13-untrimmed, '', 3, 2, 0, 1, 40, 20",
    "fcvid, SHORT, 4, 2, 1, 1, 40, 20",
    "kinetics400-official, BAD_ROW, 4, 2, 1, 1, 40, 20",
    "kinetics400-pyslowfast, BAD_ROW, 4, 2, 1, 1, 40, 20",
    "kinetics400-mmaction2, BAD_LABEL, 4, 2, 1, 1, 40, 20",
    "kinetics400-mvfnet, BAD_ROW, 4, 2, 1, 1, 40, 20",
    "list, BAD_LABEL, 4, 2, 1, 1, 40, 20",
    "minikinetics200-arnet, BAD_ROW, 4, 2, 1, 1, 40, 20",
    "minikinetics200-s3d, BAD_LABEL, 4, 2, 1, 1, 40, 20",
    "sthv1-file, BAD_LABEL, 4, 2, 1, 1, 40, 20",
    "sthv1-sorted, BAD_LABEL, 4, 2, 1, 1, 40, 20",
    "sthv2, BAD_LABEL, 4, 2, 1, 1, 40, 20",
    "sthv2-frames, '', 3, 2, 0, 1, 40, 20",
  })
  void isCheckedToItsLastFrame(
      String dataset,
      String wrong,
      int rows,
      int usable,
      int bad,
      int missing,
      int frames,
      int validationFrames)
      throws IOException {
    new PublishedSamples(folder).write(dataset);
    StringWriter out = new StringWriter();

    int code =
        new CheckJob()
            .run(
                new JobContext(
                    Settings.load(List.of(), Optional.of(configuration(dataset)), List.of()),
                    new GivenArguments(List.of(), Map.of(), Set.of("--decode")),
                    new PrintWriter(out),
                    new PrintWriter(new StringWriter())));

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString())
        .containsPattern("train +%d +%d +%d +%d ".formatted(rows, usable, bad, missing))
        .containsPattern("validation +1 +1 +0 +0 ")
        .containsPattern("train +decodes +%d +%d\n".formatted(usable, frames))
        .containsPattern("validation +decodes +1 +%d\n".formatted(validationFrames))
        .containsPattern("error +train +videos are missing +1 ")
        .contains(wrong)
        .doesNotContain("left-right");
  }

  /** The shipped file with the folder of the sample in place of the one it names. */
  private Path configuration(String dataset) throws IOException {
    String shipped = Files.readString(CONF.resolve(dataset + ".conf"));
    String here = shipped.replace("= datasets/", "= " + folder + "/");
    assertThat(here).isNotEqualTo(shipped);
    return Files.writeString(folder.resolve(dataset + ".conf"), here);
  }

  @Test
  void noShippedFileIsLeftOut() throws IOException, NoSuchMethodException {
    String[] tested =
        Stream.of(
                PublishedSamplesIT.class
                    .getDeclaredMethod(
                        "isCheckedToItsLastFrame",
                        String.class,
                        String.class,
                        int.class,
                        int.class,
                        int.class,
                        int.class,
                        int.class,
                        int.class)
                    .getAnnotation(CsvSource.class)
                    .value())
            .map(row -> row.substring(0, row.indexOf(',')) + ".conf")
            .toArray(String[]::new);
    try (Stream<Path> shipped = Files.list(CONF)) {
      // The real clips of that one are not always at hand.
      assertThat(shipped.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              Stream.concat(Stream.of("ut-interaction.conf"), Stream.of(tested))
                  .toArray(String[]::new));
    }
  }
}
