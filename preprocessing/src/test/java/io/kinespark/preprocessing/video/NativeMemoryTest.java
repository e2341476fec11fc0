package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.testing.GeneratedClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything native is given back by its owner, not by the garbage collector. */
class NativeMemoryTest {

  private static final FrameSize SIZE = new FrameSize(128, 96);
  private static final int OPENS = 300;

  @TempDir private Path folder;

  @Test
  void threeHundredVideosLeaveNothingBehind() throws IOException {
    Path file = GeneratedClips.write(folder.resolve("clip.mp4"), SIZE, 12, EncodeOptions.h264(25));
    byte[] whole = Files.readAllBytes(file);
    byte[] broken = Arrays.copyOf(whole, whole.length / 2);
    for (int i = 0; i < 50; i++) {
      work(whole, broken);
    }
    long pointers = Pointer.totalCount();
    long bytes = Pointer.totalBytes();
    long physical = Pointer.physicalBytes();
    for (int i = 0; i < OPENS; i++) {
      work(whole, broken);
    }
    assertThat(Pointer.totalCount() - pointers).as("live native objects").isLessThanOrEqualTo(0);
    assertThat(Pointer.totalBytes() - bytes).as("live native bytes").isLessThanOrEqualTo(0);
    assertThat(Pointer.physicalBytes() - physical)
        .as("growth of the process in bytes")
        .isLessThan(48L << 20);
  }

  private static void work(byte[] whole, byte[] broken) throws IOException {
    VideoDecoder decoder = new VideoDecoder(DecodeOptions.defaults());
    RgbFrame frame =
        decoder.readFrames(new ByteArrayInput("clip", whole), new int[] {0, 5}).frames().get(1);
    RgbFrame small = new FrameRenderer().resizeTo(frame, new FrameSize(64, 48));
    JpegCodec jpeg = new JpegCodec();
    assertThat(jpeg.decode(jpeg.encode(small, 90))).isPresent();
    try {
      decoder.scan(new ByteArrayInput("broken", broken));
      throw new AssertionError("half of an mp4 file was accepted");
    } catch (VideoRejectedException e) {
      assertThat(e.reason()).isEqualTo(RejectReason.UNREADABLE);
    }
  }
}
