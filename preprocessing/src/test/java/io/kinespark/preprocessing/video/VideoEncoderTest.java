package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.video.EncodeOptions.Codec;
import io.kinespark.preprocessing.video.PacketTable.Packet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoEncoderTest {

  private static final FrameSize SIZE = new FrameSize(64, 48);
  private static final int FRAMES = 22;

  @ParameterizedTest
  @CsvSource({"H264,mp4", "MPEG4,mp4", "MPEG4,avi"})
  void framesDecodeFromTheirPacketsAlone(Codec codec, String container) throws IOException {
    EncodeOptions options = new EncodeOptions(codec, 29.97, 5, 6);
    byte[] file = GeneratedClips.encode(container, SIZE, FRAMES, options);

    assertThat(GeneratedClips.encode(container, SIZE, FRAMES, options)).isEqualTo(file);
    PacketTable table = PacketTable.of(file);
    assertThat(table.packets()).hasSize(FRAMES);
    for (int i = 0; i < FRAMES; i += options.gop()) {
      assertThat(table.packets().get(i).key()).as("frame %d is a key frame", i).isTrue();
    }
    List<RgbFrame> whole =
        new VideoDecoder(DecodeOptions.defaults())
            .readFrames(new ByteArrayInput("whole", file), new int[] {5, 8, 20})
            .frames();
    try (PacketDecoder decoder =
        PacketDecoder.open("packets", table.header(), DecodeOptions.defaults())) {
      List<RgbFrame> apart = new ArrayList<>(decode(decoder, file, table, 5, 9, 0, 3));
      apart.addAll(decode(decoder, file, table, 20, 21, 0));
      assertThat(apart).isEqualTo(whole);
      assertThat(apart).extracting(GeneratedClips::indexOf).containsExactly(5, 8, 20);
    }
  }

  private static List<RgbFrame> decode(
      PacketDecoder decoder, byte[] file, PacketTable table, int from, int to, int... wanted)
      throws IOException {
    List<byte[]> run = new ArrayList<>();
    for (Packet packet : table.packets().subList(from, to)) {
      int offset = (int) packet.offset();
      run.add(Arrays.copyOfRange(file, offset, offset + packet.length()));
    }
    BitSet places = new BitSet();
    Arrays.stream(wanted).forEach(places::set);
    List<RgbFrame> frames = new ArrayList<>();
    decoder.decode(run, places, (place, picture) -> frames.add(picture.frame()));
    return frames;
  }

  @Test
  void packetsThatAreDamagedAreRejected() throws IOException {
    byte[] file = GeneratedClips.encode("mp4", SIZE, 8, new EncodeOptions(Codec.H264, 25, 8, 6));
    PacketTable table = PacketTable.of(file);
    Arrays.fill(file, (int) table.packets().get(3).offset() + 6, file.length, (byte) 0x55);
    try (PacketDecoder decoder =
        PacketDecoder.open("clip", table.header(), DecodeOptions.defaults())) {
      assertThatThrownBy(() -> decode(decoder, file, table, 0, 8, 7))
          .isInstanceOfSatisfying(
              VideoRejectedException.class,
              e -> assertThat(e.reason()).isEqualTo(RejectReason.DECODE_ERRORS));
    }
  }

  @Test
  void whatCannotBeEncodedIsTold() {
    EncodeOptions options = EncodeOptions.h264(25);
    assertThatThrownBy(
            () -> VideoEncoder.open("mp4", new FrameSize(9000, 16), EncodeOptions.mpeg4(25)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("MPEG4 does not encode pictures of 9000x16");
    assertThatThrownBy(() -> VideoEncoder.open("tex", SIZE, options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no container tex");
    assertThatThrownBy(() -> VideoEncoder.open("mp4", new FrameSize(63, 48), options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("63x48");
    assertThatThrownBy(() -> new EncodeOptions(Codec.MPEG4, 25, 8, 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quantiser 32");
  }

  @Test
  void aFrameOfAnotherSizeIsRefused() throws IOException {
    RgbFrame other = GeneratedClips.frame(new FrameSize(32, 32), 0);
    try (VideoEncoder encoder = VideoEncoder.open("mp4", SIZE, EncodeOptions.mpeg4(25))) {
      assertThatThrownBy(() -> encoder.write(other)).isInstanceOf(IllegalArgumentException.class);
      encoder.write(GeneratedClips.frame(SIZE, 0));
    }
  }
}
