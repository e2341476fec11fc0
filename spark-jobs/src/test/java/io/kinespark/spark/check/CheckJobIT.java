package io.kinespark.spark.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.GivenArguments;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.quickstart.VideoSet;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole job over generated videos, first as they are, then with everything wrong. */
@ExtendWith(LocalMaster.class)
final class CheckJobIT {
  private static final String LISTING = "spark.hadoop.fs.listing.impl";

  @TempDir private Path videos;

  private final StringWriter out = new StringWriter();

  @Test
  void aDataSetIsCheckedToItsLastFrame() throws IOException {
    new VideoSet(1, new FrameSize(64, 48), 12, 5).write(videos, 3, 1);

    assertThat(
            run(
                Set.of("--decode", "--classes"),
                "dataset.published.train=8",
                "dataset.left-right=[[0, 1]]"))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .containsPattern("train +6 +6 +0 +0 +8 +75.0 % +2 +0 to 1 +3 / 3 / 3 +-")
        .containsPattern("train +decodes +6 +72")
        .containsPattern("warning +train +samples fewer than published +2 +6 of 8")
        .contains("0 errors, 1 warnings");

    List<String> rows = Files.readAllLines(videos.resolve("train.csv"));
    String first = rows.get(1).substring(0, rows.get(1).indexOf(','));
    Files.write(videos.resolve(first), new byte[100]);
    String second = rows.get(2).substring(0, rows.get(2).indexOf(','));
    Files.delete(videos.resolve(second));
    Files.write(
        videos.resolve("val.csv"),
        Stream.concat(rows.stream().limit(2), Stream.of("x.avi,none,7")).toList());
    out.getBuffer().setLength(0);

    assertThat(run(Set.of("--decode"))).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString())
        .containsPattern("error +train +videos are missing +1 +.*" + second)
        .containsPattern("error +train +videos do not decode +1 ")
        .containsPattern("train +MISSING_FILE +1 ")
        .containsPattern("error +validation +bad rows: BAD_LABEL +1 .*val.csv:3")
        .containsPattern("error +validation +videos of other splits +1 ")
        .containsPattern("error +labels +dataset.left-right leaves out a pair .* 1 +0 '");
  }

  @Test
  void aFolderIsListedOnceHoweverManyVideosItHolds() throws IOException {
    List<String> rows = IntStream.range(0, 2000).mapToObj("%04d.mp4,0"::formatted).toList();
    Files.createDirectories(videos.resolve("flat"));
    for (int video = 0; video < rows.size(); video += 2) {
      Files.createFile(videos.resolve("flat/%04d.mp4".formatted(video)));
    }
    Files.write(videos.resolve("flat.csv"), rows);
    Files.writeString(videos.resolve("classes.txt"), "only");
    ListingFileSystem.LISTED.clear();

    System.setProperty(LISTING, ListingFileSystem.class.getName());
    try {
      assertThat(
              run(
                  Set.of(),
                  "dataset.root=\"listing://" + videos + "/flat\"",
                  "dataset.annotations.train=" + videos + "/flat.csv",
                  "dataset.annotations.validation=null",
                  "dataset.format=list"))
          .isEqualTo(ExitCode.FAILED);
    } finally {
      System.clearProperty(LISTING);
    }
    assertThat(out.toString()).containsPattern("error +train +videos are missing +1,?000 ");
    assertThat(ListingFileSystem.LISTED).containsExactly(videos.resolve("flat").toString());
  }

  @Test
  void aVideoIsKnownHoweverTheRowsOfItsSplitsSpellIt() throws IOException {
    for (String name : List.of("a.mp4", "b.mp4", "c d.mp4", "e:f.mp4")) {
      Files.createFile(Files.createDirectories(videos.resolve("v")).resolve(name));
    }
    Files.createSymbolicLink(videos.resolve("v/link.mp4"), videos.resolve("v/a.mp4"));
    Files.write(
        videos.resolve("train.txt"),
        List.of(
            "./v/a.mp4 0",
            "v//b.mp4 1",
            "v/../v/c d.mp4 2",
            "v/e:f.mp4 0",
            "v/a.mp4 1",
            "file://" + videos + "/v/b.mp4 1",
            "foo://x/a.mp4 0"));
    Files.write(
        videos.resolve("val.txt"),
        List.of(
            "v/a.mp4 0",
            "file:" + videos + "/./v/b.mp4 1",
            videos + "/v/e:f.mp4 0",
            "v/link.mp4 0"));

    int code =
        run(
            Set.of(),
            "dataset.format=list",
            "dataset.delimiter=\" \"",
            "dataset.label-names=null",
            "dataset.classes=3",
            "dataset.annotations.train=" + videos + "/train.txt",
            "dataset.annotations.validation=" + videos + "/val.txt");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString())
        .containsPattern("error +train +bad rows: DUPLICATE +1 .*train.txt:2 lists the same sample")
        .containsPattern(
            "error +train +bad rows: DUPLICATE with another label +1 .*train.txt:5.* 0 '0' there, 1"
                + " '1' here")
        .containsPattern("error +train +bad rows: BAD_ROW +1 .*file system foo://x")
        .containsPattern("error +validation +videos of other splits +3 ")
        .doesNotContain("videos are missing");
  }

  private int run(Set<String> flags, String... overrides) throws IOException {
    Stream<String> all =
        Stream.concat(
            Stream.of(
                "dataset.root=" + videos,
                "dataset.label-names=" + videos + "/classes.txt",
                "dataset.annotations.train=" + videos + "/train.csv",
                "dataset.annotations.validation=" + videos + "/val.csv",
                "dataset.format=csv",
                "dataset.delimiter=\",\"",
                "dataset.label-column=label_id",
                "dataset.label-base=0"),
            Stream.of(overrides));
    Settings settings =
        Settings.load(List.of(), Optional.empty(), all.map(text -> new Argument(1, text)).toList());
    return new CheckJob()
        .run(
            new JobContext(
                settings,
                new GivenArguments(List.of(), Map.of(), flags),
                new PrintWriter(out),
                new PrintWriter(new StringWriter())));
  }
}
