package io.kinespark.preprocessing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kinespark.preprocessing.images.FrameFolderReader;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.ImageNaming;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.preprocessing.storage.StorageHangsException;
import io.kinespark.preprocessing.storage.StorageWatch;
import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.testing.SilentFileSystem;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** File systems that do not answer, and what is no file, in the place of videos. */
@Timeout(60)
class SilentFilesTest {

  private static final Configuration SILENT = SilentFileSystem.configuration();
  private static final DecodeOptions IMPATIENT =
      DecodeOptions.defaults().withDeadline(Duration.ofMillis(400));
  private static final EncodeOptions OPTIONS =
      new EncodeOptions(EncodeOptions.Codec.MPEG4, 10, 4, 5);

  @TempDir private Path folder;

  /** The first access to a file system loads a few hundred classes. */
  @BeforeAll
  static void warmUp() throws IOException {
    SilentFileSystem.path(Path.of("/")).getFileSystem(SILENT);
  }

  @BeforeEach
  void writeClip() throws IOException {
    GeneratedClips.write(folder.resolve("clip.mp4"), new FrameSize(64, 48), 12, OPTIONS);
  }

  @AfterEach
  void answer() throws InterruptedException {
    for (int wait = 0; StorageWatch.unanswered() > 0 && wait < 1000; wait++) {
      SilentFileSystem.answer();
      Thread.sleep(10);
    }
    assertThat(StorageWatch.unanswered()).isZero();
  }

  @Test
  void aFifoIsNoFile() throws Exception {
    Path fifo = folder.resolve("fifo.mp4");
    assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0);
    assertRejected(RejectReason.NOT_A_FILE, "a FIFO", () -> index(new Configuration(), fifo));
    Path images = Files.createDirectory(folder.resolve("images"));
    Files.createSymbolicLink(images.resolve("1.jpg"), fifo);
    assertRejected(
        RejectReason.NOT_A_FILE,
        "a FIFO",
        () ->
            new FrameFolderReader(new Configuration(), DecodeOptions.defaults())
                .scan(frames("", images)));
    assertRejected(
        RejectReason.NOT_A_FILE,
        "a FIFO",
        () ->
            new FrameSources(new Configuration(), DecodeOptions.defaults())
                .open(listed(fifo.toString())));
  }

  @Test
  void aDeviceAndASocketAreNoFiles() throws IOException {
    assertRejected(
        RejectReason.NOT_A_FILE,
        "a character device",
        () -> index(new Configuration(), Path.of("/dev/zero")));
    Path socket = folder.resolve("s.mp4");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertRejected(RejectReason.NOT_A_FILE, "a socket", () -> index(new Configuration(), socket));
    }
  }

  @Test
  void aFolderIsNoVideoAndNoImageAndAFileIsNoFolder() throws IOException {
    Path images = Files.createDirectory(folder.resolve("folders.mp4"));
    Files.createDirectory(images.resolve("1.jpg"));
    FrameFolderReader reader = new FrameFolderReader(new Configuration(), DecodeOptions.defaults());

    assertRejected(RejectReason.NOT_A_FILE, "a folder", () -> index(new Configuration(), images));
    assertRejected(
        RejectReason.NOT_A_FILE, "image 1.jpg is a folder", () -> reader.scan(frames("", images)));
    Path clip = folder.resolve("clip.mp4");
    assertRejected(
        RejectReason.NOT_A_FILE,
        "a file, not a folder of images",
        () -> reader.scan(frames("", clip)));
    assertThat(reader.lowestNumber(frames("", clip))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-status", "no-open", "no-read"})
  void aVideoOnAFileSystemThatDoesNotAnswerIsSetAside(String call) throws IOException {
    Path silent = Files.copy(folder.resolve("clip.mp4"), folder.resolve(call + ".mp4"));

    assertRejected(RejectReason.NO_ANSWER, call + ".mp4", () -> index(SILENT, silent));

    assertThat(StorageWatch.unanswered()).isOne();
    assertThat(index(SILENT, folder.resolve("clip.mp4")).facts().frames()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-status", "no-open", "no-read"})
  void soIsAFolderOfImages(String call) throws IOException {
    Path images = Files.createDirectory(folder.resolve(call));
    Files.write(images.resolve("1.jpg"), new byte[100]);
    FrameFolderReader reader = new FrameFolderReader(SILENT, IMPATIENT);

    assertRejected(RejectReason.NO_ANSWER, call, () -> reader.scan(frames("silent:", images)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-open", "no-read"})
  void soIsAVideoOfAShard(String call) throws IOException {
    Path shard = Files.write(folder.resolve(call + ".tar"), new byte[1000]);
    ShardReader reader = new ShardReader(SILENT, IMPATIENT.deadline());
    String uri = SilentFileSystem.path(shard).toString();
    FrameIndex index = new FrameIndex(new long[] {512}, new int[] {100}, new int[] {0});

    assertRejected(
        RejectReason.NO_ANSWER,
        call,
        () -> reader.readVideo(new PackedVideo(uri, "k", "mp4", 100, 200, 0)));
    assertRejected(
        RejectReason.NO_ANSWER,
        call,
        () -> reader.readFrames(new PackedFrames(uri, "k", index), new int[] {0}));
  }

  @Test
  void whenTooManyCallsWaitTheWorkEnds() throws IOException {
    DecodeOptions options = IMPATIENT.withDeadline(Duration.ofMillis(50));
    VideoIndexer indexer = new VideoIndexer(SILENT, options);
    StorageWatch.allow(2);
    try {
      Path silent = Files.copy(folder.resolve("clip.mp4"), folder.resolve("no-open.mp4"));
      VideoRecord record = listed(SilentFileSystem.path(silent).toString());
      assertThatThrownBy(() -> indexer.index(record)).isInstanceOf(VideoRejectedException.class);
      assertThatThrownBy(() -> indexer.index(record))
          .isInstanceOf(StorageHangsException.class)
          .hasMessageContaining("no-open.mp4");
    } finally {
      StorageWatch.allow(StorageWatch.DEFAULT_UNANSWERED);
    }
  }

  private static VideoRecord index(Configuration configuration, Path file) throws IOException {
    String uri = configuration == SILENT ? SilentFileSystem.path(file).toString() : file.toString();
    DecodeOptions options = configuration == SILENT ? IMPATIENT : DecodeOptions.defaults();
    return new VideoIndexer(configuration, options).index(listed(uri));
  }

  private static VideoRecord listed(String uri) {
    return VideoRecord.listed(uri, uri, List.of(), Split.TRAIN);
  }

  private static FrameFolder frames(String scheme, Path images) {
    return new FrameFolder(scheme + images, new ImageNaming("%d.jpg"), 10, 1, 0);
  }

  private static void assertRejected(RejectReason reason, String words, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            VideoRejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(words);
  }
}
