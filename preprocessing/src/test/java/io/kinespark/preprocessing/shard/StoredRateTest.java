package io.kinespark.preprocessing.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.testing.UnevenRate;
import io.kinespark.preprocessing.video.ByteArrayInput;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.VideoDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored at a constant rate of generated videos whose frames' times are known. */
class StoredRateTest {

  private static final FrameSize SIZE = new FrameSize(64, 48);
  private static final int FPS = 12;
  private static final int FRAMES = 24;

  /** How long each frame is shown, in frames of the constant rate. */
  private static final double[] EVEN = DoubleStream.generate(() -> 1).limit(FRAMES).toArray();

  private static final double[] PHONE =
      IntStream.range(0, FRAMES).mapToDouble(i -> i < 12 ? 0.5 : i < 20 ? 0.75 : 3).toArray();
  private static final double[] PAUSE =
      IntStream.range(0, FRAMES).mapToDouble(i -> i == 5 ? 12.5 : 0.5).toArray();

  @ParameterizedTest
  @CsvSource({"5", "7.5", "10", "12", "24", "25", "30", "60"})
  void ofAConstantRate(double fps) throws IOException {
    check(clip(), EVEN, fps);
  }

  @ParameterizedTest
  @CsvSource({"5", "7.5", "10", "12", "24", "25", "30", "60"})
  void ofAVariableRate(double fps) throws IOException {
    check(UnevenRate.of(clip(), PHONE), PHONE, fps);
    check(UnevenRate.of(clip(), PAUSE), PAUSE, fps);
  }

  private static void check(byte[] video, double[] shares, double fps) throws IOException {
    List<Integer> stored = new ArrayList<>();
    new ReducedFrames(new VideoDecoder(DecodeOptions.defaults()))
        .read(
            VideoRecord.listed("clip", "clip", List.of(), Split.TRAIN),
            new ByteArrayInput("clip", video),
            new Reduction(0, fps),
            (frame, copies) -> {
              for (int copy = 0; copy < copies; copy++) {
                stored.add(GeneratedClips.indexOf(frame));
              }
            });

    assertThat(stored).isEqualTo(expected(shares, fps));
  }

  /**
   * The frame that stands at tick n is the last whose time, rounded to a tick with halves upwards,
   * is not later than n; there is a tick for each that begins before the rounded end.
   */
  private static List<Integer> expected(double[] shares, double fps) {
    long[] ticks = new long[shares.length + 1];
    double time = 0;
    for (int frame = 0; frame < shares.length; frame++) {
      time += shares[frame];
      ticks[frame + 1] = (long) Math.floor(time * fps / FPS + 0.5 + 1e-9);
    }
    return IntStream.range(0, (int) ticks[shares.length])
        .map(tick -> (int) Arrays.stream(ticks, 0, shares.length).filter(at -> at <= tick).count())
        .map(frames -> frames - 1)
        .boxed()
        .toList();
  }

  private static byte[] clip() throws IOException {
    return GeneratedClips.encode(
        "mp4", SIZE, FRAMES, new EncodeOptions(EncodeOptions.Codec.MPEG4, FPS, 4, 2));
  }
}
