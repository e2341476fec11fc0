package io.kinespark.preprocessing.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTimelineTest {

  /** A phone's video of uneven rate. */
  private static final double[] PHONE = {
    0.000000, 0.036033, 0.069411, 0.102789, 0.136167, 0.169544, 0.202922, 0.236300, 0.269678,
    0.303056, 0.336544, 0.369933, 0.403322, 0.436711, 0.470100, 0.503489, 0.536878, 0.570267,
    0.603656, 0.637044, 0.670433, 0.703822, 0.737211
  };

  private static final double PHONE_END = 0.768;

  @Test
  void ratesAreChangedAsByFfmpegsFilter() {
    // What "ffmpeg -i ... -vf fps=12" wrote.
    assertThat(stored(Segment.WHOLE, 12, PHONE, PHONE_END))
        .containsExactly(1, 3, 6, 8, 11, 13, 16, 18, 21);
    assertThat(stored(Segment.WHOLE, 30, PHONE, PHONE_END))
        .containsExactlyElementsOf(IntStream.range(0, 23).boxed().toList());
    double[] uneven = {0, 0.304, 0.38, 0.488, 0.536, 0.6, 0.636, 0.684, 0.78, 0.84, 0.884};
    assertThat(stored(Segment.WHOLE, 15, uneven, 0.972))
        .containsExactly(0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 7, 7, 8, 10, 10);
  }

  @Test
  void twelveFramesASecondBecomeThirty() {
    assertThat(stored(Segment.WHOLE, 30, constant(12, 5), 5 / 12.0))
        .containsExactly(0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4);
    assertThat(stored(Segment.WHOLE, 6, constant(12, 5), 5 / 12.0)).containsExactly(0, 2, 4);
  }

  @ParameterizedTest
  @CsvSource({"3.1,4.0,30", "0.5,0.97,25", "0.0,2.0,29.97", "1.001,1.002,30", "0.04,99,25"})
  void segmentsAreThoseOfTheFrameRule(double start, double end, double fps) {
    TimeSpan segment = new TimeSpan(start, end);
    int last = (int) Math.min(Math.floor(end * fps), 149);
    List<Integer> expected =
        IntStream.rangeClosed((int) Math.floor(start * fps), last).boxed().toList();

    assertThat(stored(segment, 0, constant(fps, 150), 150 / fps)).isEqualTo(expected);
    assertThat(stored(segment, fps, constant(fps, 150), 150 / fps)).isEqualTo(expected);
  }

  @Test
  void aSegmentHasTheTicksBetweenItsTimes() {
    // Ticks 3 to 8 of 10 a second, of frames 0.04 s apart.
    assertThat(stored(new TimeSpan(0.3, 0.8), 10, constant(25, 50), 2))
        .containsExactly(8, 11, 13, 16, 18, 21);
    assertThat(stored(new TimeSpan(5, 6), 10, constant(25, 50), 2)).isEmpty();
  }

  @Test
  void framesOfASegmentAreBroughtToARateOfTheirOwn() {
    assertThat(stored(new FrameRange(2, 3), 0, constant(12, 9), 0.75)).containsExactly(2, 3, 4);
    assertThat(stored(new FrameRange(2, 3), 24, constant(12, 9), 0.75))
        .containsExactly(2, 2, 3, 3, 4, 4);
    assertThat(stored(new FrameRange(7, 99), 6, constant(12, 9), 0.75)).containsExactly(8);
  }

  @Test
  void framesOfOneTimeAndTimesThatFallBackAreNoError() {
    assertThat(stored(Segment.WHOLE, 0, new double[] {0, 0.1, 0.1, 0.05, 0.2}, 0.3))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(stored(Segment.WHOLE, 10, new double[] {0, 0.1, 0.1, 0.05, 0.2}, 0.3))
        .hasSize(3)
        .endsWith(4);
  }

  private static double[] constant(double fps, int frames) {
    return IntStream.range(0, frames).mapToDouble(i -> i / fps).toArray();
  }

  private static List<Integer> stored(Segment segment, double rate, double[] times, double end) {
    FrameTimeline timeline = new FrameTimeline(segment, rate);
    double[] until =
        DoubleStream.concat(DoubleStream.of(times).skip(1), DoubleStream.of(end)).toArray();
    List<Integer> stored = new ArrayList<>();
    for (int i = 0; i < times.length && !timeline.isPast(times[i]); i++) {
      for (int copy = timeline.copies(times[i], until[i]); copy > 0; copy--) {
        stored.add(i);
      }
    }
    return stored;
  }
}
