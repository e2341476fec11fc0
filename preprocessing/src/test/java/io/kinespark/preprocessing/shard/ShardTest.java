package io.kinespark.preprocessing.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.IndexedVideo;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.CodecHeader;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

  private static final Configuration CONFIGURATION = new Configuration();
  private static final ShardOptions SMALL =
      new ShardOptions(20_000, new Storage.Jpeg(new Reduction(0, 0), 90));

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBackByPosition() throws IOException {
    List<byte[]> frames = frames(5, 700);
    byte[] file = bytes(3000, 9);
    PackedFrames packedFrames;
    PackedVideo packedVideo;
    List<org.apache.hadoop.fs.Path> shards;
    try (ShardWriter writer = writer("a", SMALL)) {
      packedFrames = writer.addFrames(record("dir/clip one.avi", 5), frames);
      packedVideo = writer.addVideo(record("dir/clip.two.mp4", 7), "mp4", file);
      shards = writer.finish();
    }
    assertThat(shards).hasSize(1);
    ShardReader reader = new ShardReader(CONFIGURATION);
    assertThat(reader.readFrames(packedFrames, new int[] {4, 0, 4}))
        .containsExactly(frames.get(4), frames.get(0), frames.get(4));
    assertThat(reader.readVideo(packedVideo)).isEqualTo(file);
  }

  @Test
  void aTarReaderSeesWebDatasetGroups() throws IOException {
    List<byte[]> frames = frames(2, 512);
    try (ShardWriter writer = writer("a", SMALL)) {
      writer.addFrames(record("dir/clip.one.avi", 2), frames);
      writer.finish();
    }
    Map<String, byte[]> entries = entries(folder.resolve("a-00000.tar"));
    List<String> names = new ArrayList<>(entries.keySet());
    String key = names.get(0).substring(0, names.get(0).indexOf('.'));
    assertThat(key).startsWith("clip_one-");
    assertThat(names).containsExactly(key + ".json", key + ".000000.jpg", key + ".000001.jpg");
    assertThat(entries.get(key + ".000001.jpg")).isEqualTo(frames.get(1));
    JsonNode json = new ObjectMapper().readTree(entries.get(key + ".json"));
    assertThat(json.get("id").asText()).isEqualTo("dir/clip.one.avi");
    assertThat(json.get("labels").get(0).asInt()).isEqualTo(3);
    assertThat(json.get("split").asText()).isEqualTo("train");
    assertThat(json.get("frames").asInt()).isEqualTo(2);
    assertThat(json.get("fps").asDouble()).isEqualTo(25);
  }

  @Test
  void aFullShardIsFollowedByAnother() throws IOException {
    try (ShardWriter writer = writer("a", SMALL)) {
      for (int i = 0; i < 7; i++) {
        writer.addFrames(record("clip" + i, 4), frames(4, 2000));
      }
      assertThat(writer.finish()).hasSize(4);
    }
    assertThat(visible())
        .containsExactly("a-00000.tar", "a-00001.tar", "a-00002.tar", "a-00003.tar");
  }

  @Test
  void equalInputGivesEqualBytesAndReplacesWhatAnEarlierAttemptLeft() throws IOException {
    List<byte[]> shards = new ArrayList<>();
    for (String attempt : new String[] {"0", "1"}) {
      try (ShardWriter writer = new ShardWriter(local(), hadoop(folder), "a", attempt, SMALL)) {
        writer.addFrames(record("clip", 3), frames(3, 999));
        writer.finish();
      }
      shards.add(Files.readAllBytes(folder.resolve("a-00000.tar")));
    }
    assertThat(shards.get(0)).isEqualTo(shards.get(1));
    assertThat(visible()).containsExactly("a-00000.tar");
  }

  @Test
  void nothingIsVisibleBeforeItIsWhole() throws IOException {
    try (ShardWriter writer = writer("a", SMALL)) {
      writer.addFrames(record("clip", 3), frames(3, 999));
      assertThat(visible()).isEmpty();
    }
    assertThat(visible()).isEmpty();
    assertThat(all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFullDiskIsTold(boolean asError) throws IOException {
    FileSystem full = new FullFileSystem(asError);
    full.initialize(folder.toUri(), CONFIGURATION);
    try (ShardWriter writer =
        new ShardWriter(full, hadoop(folder), "a", "0", ShardOptions.defaults())) {
      assertThatThrownBy(() -> writer.addFrames(record("clip", 3), frames(3, 5000)))
          .isInstanceOf(ShardException.class)
          .hasMessageContaining("a-00000.tar cannot be written: No space left on device")
          .hasMessageContaining("check free space");
    }
    assertThat(visible()).isEmpty();
  }

  @Test
  void aDamagedOrShortenedShardIsNoticed() throws IOException {
    PackedFrames frames;
    PackedVideo video;
    try (ShardWriter writer = writer("a", SMALL)) {
      frames = writer.addFrames(record("one", 2), frames(2, 600));
      video = writer.addVideo(record("two", 2), "avi", bytes(2000, 4));
      writer.finish();
    }
    Path shard = folder.resolve("a-00000.tar");
    Files.delete(folder.resolve(".a-00000.tar.crc"));
    flip(shard, frames.index().offset(1) + 10);
    flip(shard, video.offset() + 10);
    ShardReader reader = new ShardReader(CONFIGURATION);
    assertThat(reader.readFrames(frames, new int[] {0})).hasSize(1);
    assertRejected(RejectReason.CHECKSUM, () -> reader.readFrames(frames, new int[] {0, 1}));
    assertRejected(RejectReason.CHECKSUM, () -> reader.readVideo(video));
    try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
      file.setLength(video.offset() + 100);
    }
    assertRejected(RejectReason.TRUNCATED, () -> reader.readVideo(video));
    Files.delete(shard);
    assertRejected(RejectReason.MISSING_FILE, () -> reader.readVideo(video));
    assertRejected(RejectReason.SHORT, () -> reader.readFrames(frames, new int[] {2}));
  }

  /** An index is as long as it says: what wrote it may be anybody. */
  @Test
  void anIndexThatReachesBeyondItsShardTakesNoMemory() throws IOException {
    Path shard = Files.write(folder.resolve("short.tar"), new byte[5000]);
    String uri = shard.toString();
    ShardReader reader = new ShardReader(CONFIGURATION);
    int huge = Integer.MAX_VALUE;

    assertRejected(
        RejectReason.TRUNCATED,
        () -> reader.readVideo(new PackedVideo(uri, "k", "mp4", 512, huge, 0)));
    assertRejected(
        RejectReason.TRUNCATED,
        () -> reader.readFrames(new PackedFrames(uri, "k", index(512, huge)), new int[] {0}));
    assertRejected(
        RejectReason.TRUNCATED,
        () -> reader.readPackets(indexed(uri, index(512, huge / 2, 1L << 31, 7)), 0, 2));
    assertRejected(
        RejectReason.CHECKSUM,
        () -> reader.readPackets(indexed(uri, index(512, 100, 0, 100)), 0, 2));
    assertRejected(
        RejectReason.CHECKSUM,
        () -> reader.readPackets(indexed(uri, index(512, 100, 1L << 40, 100)), 0, 2));
    for (long[] place : new long[][] {{-1, 1}, {0, -1}, {Long.MAX_VALUE, 1}}) {
      assertThatThrownBy(() -> index(place))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("frame 0 cannot have ");
      assertThatThrownBy(() -> new PackedVideo(uri, "k", "mp4", place[0], (int) place[1], 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (List<Integer> keys : List.of(List.of(0, 2), List.of(0, 0), List.of(0, -1))) {
      assertThatThrownBy(() -> indexed(uri, index(0, 1, 1, 1), keys))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Key frame " + keys.get(1));
    }
  }

  /** An index of pairs of a position and a length. */
  private static FrameIndex index(long... places) {
    int frames = places.length / 2;
    long[] offsets = new long[frames];
    int[] lengths = new int[frames];
    for (int i = 0; i < frames; i++) {
      offsets[i] = places[2 * i];
      lengths[i] = (int) places[2 * i + 1];
    }
    return new FrameIndex(offsets, lengths, new int[frames]);
  }

  private static IndexedVideo indexed(String uri, FrameIndex frames) {
    return indexed(uri, frames, List.of(0));
  }

  private static IndexedVideo indexed(String uri, FrameIndex frames, List<Integer> keys) {
    return new IndexedVideo(
        new PackedVideo(uri, "k", "mp4", 512, 100, 0), new CodecHeader("mpeg4", ""), frames, keys);
  }

  @Test
  void keysKeepSamplesApartAndFitATarHeader() {
    assertThat(ShardKey.of("a/x.mp4")).isNotEqualTo(ShardKey.of("b/x.mp4"));
    assertThat(ShardKey.of("v.mp4#3.1-40.0")).isNotEqualTo(ShardKey.of("v.mp4#60.5-90.0"));
    assertThat(ShardKey.of("\u00fc".repeat(300) + ".mp4")).matches("_{48}-[0-9a-f]{12}");
    assertThat(ShardKey.of("-AbC_dE.mkv")).startsWith("-AbC_dE-").doesNotContain(".");
  }

  @Test
  void badExtensionsAndEmptyVideosAreRefused() throws IOException {
    try (ShardWriter writer = writer("a", SMALL)) {
      for (String extension : new String[] {"", "tar.gz", "json", "../x"}) {
        assertThatThrownBy(() -> writer.addVideo(record("v", 1), extension, bytes(10, 1)))
            .isInstanceOf(IllegalArgumentException.class);
      }
      assertThatThrownBy(() -> writer.addFrames(record("v", 1), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(writer.finish()).isEmpty();
    }
  }

  private ShardWriter writer(String prefix, ShardOptions options) throws IOException {
    return new ShardWriter(local(), hadoop(folder), prefix, "0", options);
  }

  private static FileSystem local() throws IOException {
    return FileSystem.getLocal(CONFIGURATION);
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private static VideoRecord record(String id, int frames) {
    return VideoRecord.listed(id, "file:///videos/" + id, List.of(3), Split.TRAIN)
        .ready(new VideoFacts(frames, 25, 64, 48, "mjpeg", 0));
  }

  private static List<byte[]> frames(int count, int length) {
    return Stream.iterate(0, i -> i + 1).limit(count).map(i -> bytes(length + i, i)).toList();
  }

  private static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private List<String> visible() throws IOException {
    return all().stream().filter(name -> !name.startsWith(".")).toList();
  }

  private List<String> all() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Map<String, byte[]> entries(Path shard) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (InputStream file = Files.newInputStream(shard);
        TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        assertThat(entry.getLastModifiedDate().toInstant()).isEqualTo(Instant.EPOCH);
        assertThat(entry.getUserName()).isEmpty();
        entries.put(entry.getName(), tar.readAllBytes());
      }
    }
    return entries;
  }

  private static void flip(Path file, long position) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(position);
      int old = bytes.read();
      bytes.seek(position);
      bytes.write(old ^ 1);
    }
  }

  private static void assertRejected(RejectReason reason, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            VideoRejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  /** A disk with room for 4 KB, which says so as HDFS does, or by an error as local disks do. */
  private static final class FullFileSystem extends LocalFileSystem {
    private final boolean asError;

    FullFileSystem(boolean asError) {
      this.asError = asError;
    }

    @Override
    public FSDataOutputStream create(org.apache.hadoop.fs.Path path, boolean overwrite)
        throws IOException {
      OutputStream limited =
          new FilterOutputStream(super.create(path, overwrite)) {
            private long room = 4096;

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
              room -= count;
              if (room < 0) {
                IOException full = new IOException("No space left on device");
                if (asError) {
                  throw error(full);
                }
                throw full;
              }
              out.write(bytes, from, count);
            }
          };
      return new FSDataOutputStream(limited, null);
    }

    /** Hadoop keeps the constructor to itself. */
    private static FSError error(IOException cause) {
      try {
        Constructor<FSError> constructor = FSError.class.getDeclaredConstructor(Throwable.class);
        constructor.setAccessible(true);
        return constructor.newInstance(cause);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
  }
}
