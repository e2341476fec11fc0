package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kinespark.preprocessing.annotation.AnnotationException;
import io.kinespark.spark.check.CheckJob;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.testing.LocalMaster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Annotation files as people have them, with real videos beside them. */
@ExtendWith(LocalMaster.class)
final class FieldAnnotationsIT {
  private static final Path CASES = Path.of("..", "..", "shared", "cases").toAbsolutePath();

  @TempDir private Path output;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void requireCases() {
    assumeTrue(Files.isDirectory(CASES), "../shared/cases is not here");
  }

  @Test
  void entriesOfAnySpellingOfTheirSubsetAreFound() throws Exception {
    Path folder = CASES.resolve("activitynet-subset");
    String[] settings = {
      "dataset.root=" + folder.resolve("v"),
      "dataset.label-names=" + folder.resolve("annotations.json"),
      "dataset.label-names-format=activitynet",
      "dataset.annotations.train=" + folder.resolve("annotations.json"),
      "dataset.annotations.validation=" + folder.resolve("annotations.json"),
      "dataset.format=activitynet",
      "dataset.segments=true",
      "dataset.extensions=[mp4]"
    };

    assertThat(run(new CheckJob(), settings)).isEqualTo(ExitCode.OK);
    assertThat(run(new PreprocessJob(), settings)).isEqualTo(ExitCode.OK);

    assertThat(out.toString())
        .contains("segments that begin before 0 s are cut off there")
        .contains("v__cccccccc_3: -0.2 s to 0.3 s")
        .containsPattern("validation +2 +2 +0 ");
    assertThat(output.resolve("train/labels.txt")).hasContent("Archery\nKite flying\n");
    assertThat(output.resolve("validation/summary.json"))
        .content()
        .contains("\"notes\" : [ {", "\"count\" : 1");
  }

  @Test
  void listsInOtherEncodingsAreRefusedByName() {
    assertThatThrownBy(() -> run(new CheckJob(), lists("classes-utf16.txt", "dot-slash.txt")))
        .isInstanceOf(AnnotationException.class)
        .hasMessageEndingWith("it is UTF-16 with a byte-order mark; save it as UTF-8");
    assertThatThrownBy(() -> run(new PreprocessJob(), lists("classes-latin1.txt", "dot-slash.txt")))
        .isInstanceOf(AnnotationException.class)
        .hasMessageContaining("such as Latin-1 or Windows-1252: byte 0xE9 in line 1");
    assertThatThrownBy(() -> run(new PreprocessJob(), lists("classes.txt", "rows-utf16.txt")))
        .isInstanceOf(AnnotationException.class)
        .hasMessageEndingWith("it is UTF-16 with a byte-order mark; save it as UTF-8");
  }

  @Test
  void lettersOutsideAsciiStay() throws Exception {
    Path folder = CASES.resolve("non-ascii-class");
    String[] settings = {
      "dataset.root=" + folder,
      "dataset.label-names=" + folder.resolve("classes.txt"),
      "dataset.label-base=0",
      "dataset.annotations.train=" + folder.resolve("train.txt")
    };

    assertThat(run(new CheckJob(), settings)).isEqualTo(ExitCode.OK);
    assertThat(run(new PreprocessJob(), settings)).isEqualTo(ExitCode.OK);

    assertThat(output.resolve("train/labels.txt")).hasContent("höher\nbeta\ngamma\n");
    assertThat(out.toString()).contains("höher");
  }

  private static String[] lists(String classes, String rows) {
    Path folder = CASES.resolve("lists");
    return new String[] {
      "dataset.root=" + folder,
      "dataset.label-names=" + folder.resolve(classes),
      "dataset.label-base=0",
      "dataset.annotations.train=" + folder.resolve(rows)
    };
  }

  private int run(Job job, String... settings) throws Exception {
    List<Argument> arguments = new ArrayList<>();
    arguments.add(new Argument(1, "preprocess.output=" + output));
    for (String setting : settings) {
      arguments.add(new Argument(arguments.size() + 1, setting));
    }
    PrintWriter writer = new PrintWriter(out, true);
    return job.run(
        new JobContext(Settings.load(List.of(), Optional.empty(), arguments), writer, writer));
  }
}
