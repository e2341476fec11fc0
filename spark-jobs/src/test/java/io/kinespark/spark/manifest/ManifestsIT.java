package io.kinespark.spark.manifest;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.IndexedVideo;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoLocation;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.video.CodecHeader;
import io.kinespark.preprocessing.video.FrameTimes;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.testing.FuzzRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

/** What is written comes back, and what was damaged is said. */
final class ManifestsIT {
  private static final LabelMap CLASSES = LabelMap.of(List.of("jump", "run", "walk"));
  private static final int FLIPS = FuzzRun.inputs(40);
  private static SparkSession session;

  @TempDir private Path temporary;

  @BeforeAll
  static void start() {
    session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @Test
  void everyKindOfRecordComesBack() throws IOException {
    Manifest manifest = manifest(temporary);

    write(manifest, temporary);

    assertThat(read(temporary)).isEqualTo(manifest);
    assertThat(read(temporary).ready())
        .extracting(VideoRecord::id)
        .containsExactly("a.mp4", "b c.mp4#1.5-3.0", "bb.mp4");
    assertThat(read(temporary).rejects()).extracting(VideoRecord::id).containsExactly("d.mp4");
    assertThat(temporary.resolve("labels.txt")).hasContent("jump\nrun\nwalk\n");
  }

  @Test
  void shardsFollowTheFolderAndEqualManifestsHaveEqualBytes() throws IOException {
    Path here = temporary.resolve("here");
    Path there = temporary.resolve("there");

    write(manifest(here), here);
    write(manifest(there), there);
    byte[] bytes = Files.readAllBytes(part(here));

    assertThat(Files.readAllBytes(part(there))).isEqualTo(bytes);
    write(manifest(here), here);
    assertThat(Files.readAllBytes(part(here))).isEqualTo(bytes);
    Path moved = Files.move(here, temporary.resolve("moved"));
    assertThat(read(moved)).isEqualTo(manifest(moved));
  }

  @Test
  void theOrderOfEncodingsDoesNotMatter() throws IOException {
    write(manifest(temporary), temporary);
    byte[] stable = Files.readAllBytes(part(temporary));
    int footerLength = ByteBuffer.wrap(stable).order(LITTLE_ENDIAN).getInt(stable.length - 8);
    int data = stable.length - 8 - footerLength;
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(stable, data, footerLength));
    ColumnMetaData first = footer.getRow_groups().get(0).getColumns().get(0).getMeta_data();
    List<Encoding> reversed = new ArrayList<>(first.getEncodings());
    Collections.reverse(reversed);
    first.setEncodings(reversed);
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    other.write(stable, 0, data);
    Util.writeFileMetaData(footer, other);
    other.write(stable, stable.length - 8, 8);

    assertThat(reversed).hasSizeGreaterThan(1);
    assertThat(other.toByteArray()).hasSameSizeAs(stable).isNotEqualTo(stable);
    assertThat(StableFooter.of(other.toByteArray())).isEqualTo(stable);
    assertThatThrownBy(() -> StableFooter.of(new byte[20]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a Parquet file");
  }

  @Test
  void otherLabelsAreRefused() throws IOException {
    write(manifest(temporary), temporary);

    Files.delete(temporary.resolve(".labels.txt.crc"));
    Files.writeString(temporary.resolve("labels.txt"), "jump\nwalk\nrun\n");

    assertThatThrownBy(() -> read(temporary))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("labels.txt is not the label map")
        .hasMessageContaining(CLASSES.sha256());
  }

  @Test
  void damagedAndMissingTablesAreRefused() throws IOException {
    assertThatThrownBy(() -> read(temporary.resolve("nothing")))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("no manifest in");

    write(manifest(temporary), temporary);
    byte[] bytes = Files.readAllBytes(part(temporary));
    Files.delete(temporary.resolve("videos.parquet/.part-00000.parquet.crc"));
    Files.write(part(temporary), java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> read(temporary))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void missingPartsAreNoticed() throws IOException {
    write(manifest(temporary), temporary);
    session
        .read()
        .parquet(part(temporary).toString())
        .limit(2)
        .coalesce(1)
        .write()
        .parquet(temporary.resolve("fewer/videos.parquet").toString());
    Files.copy(temporary.resolve("labels.txt"), temporary.resolve("fewer/labels.txt"));

    assertThatThrownBy(() -> read(temporary.resolve("fewer")))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("2 rows of 5");
  }

  /** Without the checksums that Hadoop keeps beside local files, nothing else notices. */
  @Test
  void aFlippedBitIsAnErrorOrChangesNothing() throws IOException {
    Manifest manifest = manifest(temporary);
    write(manifest, temporary);
    Files.delete(temporary.resolve("videos.parquet/.part-00000.parquet.crc"));
    byte[] bytes = Files.readAllBytes(part(temporary));
    SplittableRandom random = new SplittableRandom(20);
    int refused = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      int bit = random.nextInt(8 * bytes.length);
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(part(temporary), damaged);
      try {
        assertThat(read(temporary)).as("bit %d", bit).isEqualTo(manifest);
      } catch (ManifestException e) {
        assertThat(e)
            .as("bit %d", bit)
            .hasMessageContaining("videos.parquet")
            .hasMessageContaining("preprocess job again");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(FLIPS / 2);
  }

  @Test
  void theFileWithOtherRowsIsNamed() throws IOException {
    write(many("walk"), temporary);
    write(many("run"), temporary.resolve("other"));
    Path second = temporary.resolve("videos.parquet/part-00001.parquet");
    byte[] bytes = Files.readAllBytes(second);

    assertThat(read(temporary)).isEqualTo(many("walk"));
    Files.copy(
        temporary.resolve("other/videos.parquet/part-00001.parquet"),
        second,
        StandardCopyOption.REPLACE_EXISTING);
    Files.delete(temporary.resolve("videos.parquet/.part-00001.parquet.crc"));

    assertThatThrownBy(() -> read(temporary))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("part-00001.parquet does not hold the rows that were written");
    assertThat(new Manifests(session).holds(hadoop(temporary), many("walk"))).isFalse();

    Files.write(second, bytes);
    Files.copy(second, temporary.resolve("videos.parquet/part-00002.parquet"));
    assertThatThrownBy(() -> read(temporary)).hasMessageContaining("rows of 4200");

    Files.delete(second);
    assertThat(read(temporary)).isEqualTo(many("walk"));

    Files.writeString(temporary.resolve("videos.parquet/part-00003.parquet"), "PAR1PAR1");
    assertThatThrownBy(() -> read(temporary))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("part-00003.parquet is none of the files that were written");
  }

  /** Such a page's header once kept Parquet's reader from ever ending. */
  @Test
  void aPageHasTheSizeThatItsHeaderSays() throws IOException {
    byte[] rows = new byte[1000];
    BytesInput page = BytesInput.from(Snappy.compress(rows));
    PageCodecs.SnappyPages pages = new PageCodecs.SnappyPages();

    assertThat(pages.decompress(page, 1000).toByteArray()).isEqualTo(rows);
    for (int size : new int[] {-1, 0, 999, 1001, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> pages.decompress(page, size))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot have " + size);
    }
    byte[] lie = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7, 0};
    assertThatThrownBy(() -> pages.decompress(BytesInput.from(lie), Integer.MAX_VALUE))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aTableWithoutDigestsOfItsFilesIsReadButNotWhole() throws IOException {
    write(manifest(temporary), temporary);
    assertThat(new Manifests(session).holds(hadoop(temporary), manifest(temporary))).isTrue();
    Path sums = temporary.resolve("videos.parquet/_sha256sums");
    String text = Files.readString(sums);

    Files.delete(temporary.resolve("videos.parquet/._sha256sums.crc"));
    for (String damaged : List.of("", text + "\n", text.replace("part-", "pArt-"))) {
      Files.writeString(sums, damaged);
      assertThatThrownBy(() -> read(temporary))
          .isInstanceOf(ManifestException.class)
          .hasMessageContaining("_sha256sums is damaged");
    }
    Files.delete(sums);

    assertThat(read(temporary)).isEqualTo(manifest(temporary));
    assertThat(new Manifests(session).holds(hadoop(temporary), manifest(temporary))).isFalse();
  }

  @Test
  void theSameRowsInOtherFilesAreTheSameManifest() throws IOException {
    write(many("walk"), temporary);
    session
        .read()
        .parquet(temporary.resolve("videos.parquet").toString())
        .repartition(3)
        .write()
        .parquet(temporary.resolve("other/videos.parquet").toString());
    Files.copy(temporary.resolve("labels.txt"), temporary.resolve("other/labels.txt"));

    assertThat(read(temporary.resolve("other")).records()).isEqualTo(many("walk").records());
    assertThat(new Manifests(session).holds(hadoop(temporary), many("run"))).isFalse();
  }

  /** Rows for two files. */
  private static Manifest many(String codec) {
    return new Manifest(
        IntStream.range(0, 4200)
            .mapToObj(
                i ->
                    record(
                        "v%05d".formatted(i),
                        new VideoFile("hdfs://h/" + i),
                        Segment.WHOLE,
                        new VideoFacts(3, 30, 340, 256, i == 4150 ? codec : "h264", 0),
                        new VideoStatus.Ready()))
            .toList(),
        CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set[1]",
        "set?",
        "*",
        "{set1,set2}",
        "set[",
        "set{1",
        "a\\b",
        "a:b",
        "50%20#+",
        "s et:[1]"
      })
  void aFoldersNameIsNoPattern(String name) throws IOException {
    for (String other : List.of("set1", "set2", "sets", "ab", "other:name")) {
      write(new Manifest(List.of(), CLASSES), temporary.resolve(other));
    }
    Path folder = temporary.resolve(name).resolve("in " + name);
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("There is no manifest in");

    write(manifest(folder), folder);

    assertThat(read(folder)).isEqualTo(manifest(folder));
    assertThat(new Manifests(session).holds(hadoop(folder), manifest(folder))).isTrue();
  }

  @Test
  void aManifestOfNothingIsOneToo() throws IOException {
    write(new Manifest(List.of(), CLASSES), temporary);

    assertThat(read(temporary).records()).isEmpty();
  }

  /** A manifest with every kind of record. */
  static Manifest manifest(Path folder) {
    String shard = "file:" + folder + "/shards/train-00000-00000.tar";
    VideoFacts facts = new VideoFacts(3, 29.97, 340, 256, "mjpeg", 0);
    VideoStatus ready = new VideoStatus.Ready();
    return new Manifest(
        List.of(
            record(
                "d.mp4",
                new VideoFile("hdfs://h/x y/d.mp4"),
                Segment.WHOLE,
                VideoFacts.UNKNOWN,
                new VideoStatus.Rejected(RejectReason.TRUNCATED, "it ends, \"early\"\n")),
            record(
                "a.mp4",
                new PackedFrames(
                    shard,
                    "a-1",
                    new FrameIndex(
                        new long[] {512, 1L << 40, 7}, new int[] {1, 2, 3}, new int[] {-1, 0, 9})),
                Segment.WHOLE,
                facts,
                ready),
            record(
                "c.mp4",
                new VideoFile("c:c.mp4"),
                new TimeSpan(1.5, 3.0),
                VideoFacts.UNKNOWN,
                new VideoStatus.Listed()),
            record(
                "bb.mp4",
                new IndexedVideo(
                    new PackedVideo(shard, "bb-3", "mp4", 2048, 99, 5),
                    new CodecHeader("h264", "AWQA"),
                    new FrameIndex(new long[] {2100, 2110}, new int[] {10, 4}, new int[] {8, -8}),
                    List.of(0)),
                Segment.WHOLE,
                new VideoFacts(2, 30, 340, 256, "h264", 0),
                ready),
            record(
                "b c.mp4#1.5-3.0",
                new PackedVideo(shard, "b-2", "mp4", 1024, 77, -5),
                new FrameRange(1, 2),
                new VideoFacts(
                    3,
                    25,
                    340,
                    256,
                    "h264",
                    0,
                    FrameTimes.uneven(new long[] {0, 1L << 40}, 40.5, 1e3)),
                ready)),
        CLASSES);
  }

  private static VideoRecord record(
      String id, VideoLocation location, Segment segment, VideoFacts facts, VideoStatus status) {
    return new VideoRecord(id, location, List.of(0, 2), Split.TRAIN, segment, facts, status);
  }

  private static Path part(Path folder) {
    return folder.resolve("videos.parquet/part-00000.parquet");
  }

  private static void write(Manifest manifest, Path folder) throws IOException {
    new Manifests(session).write(manifest, hadoop(folder));
  }

  private static Manifest read(Path folder) throws IOException {
    return new Manifests(session).read(hadoop(folder));
  }

  private static org.apache.hadoop.fs.Path hadoop(Path folder) {
    return new org.apache.hadoop.fs.Path(folder.toString());
  }
}
