package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.video.PacketTable.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything native is given back by its owner, not by the garbage collector. */
class NativeMemoryTest {

  private static final FrameSize SIZE = new FrameSize(128, 96);
  private static final int OPENS = 300;
  private static final int ROUNDS = 4;

  @TempDir private Path folder;

  @Test
  void threeHundredVideosLeaveNothingBehind() throws IOException {
    Path file = GeneratedClips.write(folder.resolve("clip.mp4"), SIZE, 12, EncodeOptions.h264(25));
    byte[] whole = Files.readAllBytes(file);
    byte[] broken = Arrays.copyOf(whole, whole.length / 2);
    open(OPENS, whole, broken);
    long pointers = Pointer.totalCount();
    long bytes = Pointer.totalBytes();
    long leastGrowth = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = processBytes();
      open(OPENS, whole, broken);
      leastGrowth = Math.min(leastGrowth, processBytes() - before);
    }
    assertThat(Pointer.totalCount()).as("live native objects").isLessThanOrEqualTo(pointers);
    assertThat(Pointer.totalBytes()).as("live native bytes").isLessThanOrEqualTo(bytes);
    // The Java heap comes and goes; a leak would show in every round.
    assertThat(leastGrowth).as("growth of the process in bytes").isLessThan(OPENS * 20_000L);
  }

  private static long processBytes() {
    System.gc();
    return Pointer.physicalBytes();
  }

  private static void open(int times, byte[] whole, byte[] broken) throws IOException {
    for (int i = 0; i < times; i++) {
      work(whole, broken);
    }
  }

  private static void work(byte[] whole, byte[] broken) throws IOException {
    VideoDecoder decoder = new VideoDecoder(DecodeOptions.defaults());
    RgbFrame frame =
        decoder.readFrames(new ByteArrayInput("clip", whole), new int[] {0, 5}).frames().get(1);
    RgbFrame small = new FrameRenderer().resizeTo(frame, new FrameSize(64, 48));
    byte[] encoded = GeneratedClips.encode("mp4", SIZE, 3, EncodeOptions.mpeg4(10));
    PacketTable table = PacketTable.of(encoded);
    try (PacketDecoder packets =
        PacketDecoder.open("clip", table.header(), DecodeOptions.defaults())) {
      Packet first = table.packets().get(0);
      int offset = (int) first.offset();
      byte[] key = Arrays.copyOfRange(encoded, offset, offset + first.length());
      packets.decode(
          List.of(key),
          BitSet.valueOf(new long[] {1}),
          (place, picture) -> picture.pixels(33, 1, new FrameSize(5, 3)).close());
    }
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
