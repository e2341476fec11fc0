package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.ImageNaming;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.spark.check.CheckJob;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.ExitCode;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Videos that come as folders of images, as Something-Something V1, with several labels. */
@ExtendWith(LocalMaster.class)
final class FrameFolderJobIT {
  @TempDir private Path folder;
  private final StringWriter text = new StringWriter();

  @Test
  void imagesArePackedAsTheyAreAndKeepAllTheirLabels() throws IOException {
    images("4711", 15);
    images("12", 3);
    Files.writeString(folder.resolve("train.txt"), "4711,2,0\n12,1\n99,1\n");

    Manifest packed = preprocess("packed", true);
    Manifest listed = preprocess("listed", false);

    assertThat(packed.ready())
        .extracting(VideoRecord::id, VideoRecord::labels, record -> record.facts().frames())
        .containsExactly(tuple("12", List.of(1), 3), tuple("4711", List.of(0, 2), 15));
    PackedFrames frames = (PackedFrames) packed.ready().get(1).location();
    assertThat(new ShardReader(new Configuration()).readFrames(frames, new int[] {14}).get(0))
        .isEqualTo(Files.readAllBytes(folder.resolve("frames/4711/00015.jpg")));
    assertThat(packed.rejects())
        .extracting(record -> record.status().toString())
        .singleElement()
        .asString()
        .contains("MISSING_FILE", "no such folder");
    assertThat(listed.ready().get(1).location())
        .isEqualTo(
            new FrameFolder(
                "file:" + folder.resolve("frames/4711"), new ImageNaming("%05d.jpg"), 12, 1, 0));
    assertThat(listed.labelMap()).isEqualTo(packed.labelMap());
  }

  @Test
  void imagesThatBeginWithAnotherNumberAreSaid() throws IOException {
    images("4711", 15);
    images("12", 3);
    Files.copy(folder.resolve("frames/12/00001.jpg"), folder.resolve("frames/12/00000.jpg"));
    Files.writeString(folder.resolve("train.txt"), "4711,2\n12,1\n");
    String said = "folders of images begin with another number than dataset.images.first = ";

    preprocess("packed", true);
    assertThat(text.toString())
        .contains("warning: train: " + said + "1 (2 looked at): 1, such as ")
        .contains("frames/12 begins with 0");
    assertThat(check("dataset.images.first=1")).contains(said + "1", "12 begins with 0");
    assertThat(check("dataset.images.first=0")).contains(said + "0", "4711 begins with 1");
    Files.delete(folder.resolve("frames/12/00000.jpg"));
    assertThat(check("dataset.images.first=1")).doesNotContain(said);
  }

  private String check(String more) throws IOException {
    StringWriter report = new StringWriter();
    PrintWriter out = new PrintWriter(report, true);
    new CheckJob().run(new JobContext(settings("none", false, more), out, out));
    return report.toString();
  }

  private Settings settings(String name, boolean pack, String... more) {
    return Settings.load(
        List.of(),
        Optional.empty(),
        Stream.concat(
                Stream.of(more),
                Stream.of(
                    "dataset.root=" + folder.resolve("frames"),
                    "dataset.classes=3",
                    "dataset.annotations.train=" + folder.resolve("train.txt"),
                    "dataset.delimiter=\",\"",
                    "dataset.multi-label=true",
                    "dataset.label-base=0",
                    "dataset.images.pattern=\"%05d.jpg\"",
                    "dataset.images.fps=12",
                    "preprocess.max-reject-share=1",
                    "preprocess.pack=" + pack,
                    "preprocess.output=" + folder.resolve(name)))
            .map(line -> new Argument(1, line))
            .toList());
  }

  private Manifest preprocess(String name, boolean pack) throws IOException {
    PrintWriter out = new PrintWriter(text, true);
    assertThat(new PreprocessJob().run(new JobContext(settings(name, pack), out, out)))
        .isEqualTo(ExitCode.OK);
    try (SparkApplication spark = SparkApplication.manyTasks("reader")) {
      return new Manifests(spark.session())
          .read(new org.apache.hadoop.fs.Path(folder.resolve(name + "/train").toUri()));
    }
  }

  private void images(String video, int count) throws IOException {
    FrameSize size = new FrameSize(24, 16);
    Path frames = Files.createDirectories(folder.resolve("frames").resolve(video));
    for (int number = 1; number <= count; number++) {
      byte[] pixels = new byte[size.rgbBytes()];
      pixels[number] = (byte) 200;
      Files.write(
          frames.resolve("%05d.jpg".formatted(number)),
          new JpegCodec().encode(new RgbFrame(size, pixels), 90));
    }
  }
}
