package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.testing.GeneratedClips;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand videos, sound and broken ones, leave the process as large as it was after as many
 * before them.
 */
class ManyOpensIT {

  private static final FrameSize SIZE = new FrameSize(48, 32);
  private static final int ROUNDS = 20;

  /** Rounds in which code is compiled and allocators take what they will keep. */
  private static final int WARM_UPS = 10;

  private static final int MIDDLE = (WARM_UPS + ROUNDS) / 2;
  private static final int OPENS_A_ROUND = 1000;

  /** What the heap and malloc may come and go by; 2 KiB a video would be 10 MiB. */
  private static final long NOISE_BYTES = 9L << 20;

  @Test
  void tenThousandVideosLeaveNothingBehindAfterAsManyOthers() throws IOException {
    List<byte[]> sound =
        List.of(
            GeneratedClips.encode("mp4", SIZE, 3, EncodeOptions.h264(25)),
            GeneratedClips.encode("avi", SIZE, 3, EncodeOptions.mpeg4(25)),
            GeneratedClips.encode("mkv", SIZE, 3, EncodeOptions.h264(25)));
    List<byte[]> broken =
        sound.stream().map(clip -> Arrays.copyOf(clip, clip.length * 2 / 5)).toList();
    long[] process = new long[ROUNDS];
    long[] heap = new long[ROUNDS];
    long pointers = 0;
    for (int round = 0; round < ROUNDS; round++) {
      open(sound, broken);
      System.gc();
      process[round] = Pointer.physicalBytes();
      heap[round] = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      pointers = round == 0 ? Pointer.totalCount() : pointers;
    }
    assertThat(Pointer.totalCount()).as("live native objects").isLessThanOrEqualTo(pointers);
    assertThat(least(process, MIDDLE, ROUNDS))
        .as("bytes of the process round by round: %s", Arrays.toString(process))
        .isLessThan(least(process, WARM_UPS, MIDDLE) + NOISE_BYTES);
    assertThat(least(heap, MIDDLE, ROUNDS))
        .as("bytes of the heap round by round: %s", Arrays.toString(heap))
        .isLessThan(least(heap, WARM_UPS, MIDDLE) + NOISE_BYTES);
  }

  private static void open(List<byte[]> sound, List<byte[]> broken) throws IOException {
    VideoDecoder decoder = new VideoDecoder(DecodeOptions.defaults());
    for (int i = 0; i < OPENS_A_ROUND; i++) {
      int kind = i % sound.size();
      if (i % 4 == 3) {
        VideoInput input = new ByteArrayInput("broken", broken.get(kind));
        assertThatThrownBy(() -> decoder.scan(input)).isInstanceOf(VideoRejectedException.class);
      } else {
        VideoInput input = new ByteArrayInput("sound", sound.get(kind));
        assertThat(decoder.readFrames(input, new int[] {1}).frames()).hasSize(1);
      }
    }
  }

  private static long least(long[] values, int from, int to) {
    return Arrays.stream(values, from, to).min().orElseThrow();
  }
}
