package io.kinespark.spark.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.ImageNaming;
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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing of a video changes without its digest. The components of the records are found by
 * reflection, so that one that is added later is looked at, too.
 */
final class RecordDigestTest {
  private static final FrameIndex INDEX =
      new FrameIndex(new long[] {512, 1L << 40}, new int[] {1, 2}, new int[] {-1, 0});
  private static final FrameIndex EIGHT =
      new FrameIndex(
          LongStream.iterate(512, offset -> offset + 9).limit(8).toArray(),
          IntStream.rangeClosed(1, 8).toArray(),
          new int[8]);
  private static final PackedVideo PACKED = new PackedVideo("s.tar", "k", "mp4", 5, 6, 7);

  static Stream<VideoRecord> videos() {
    VideoStatus ready = new VideoStatus.Ready();
    return Stream.of(
        video(new VideoFile("a"), new TimeSpan(1.5, 3), new VideoStatus.Listed()),
        video(
            new FrameFolder("d", new ImageNaming("%05d.jpg"), 25, 1, 9),
            Segment.WHOLE,
            new VideoStatus.Rejected(RejectReason.DECODE_ERRORS, "half of it")),
        video(PACKED, new FrameRange(1, 2), ready),
        video(
            new IndexedVideo(PACKED, new CodecHeader("h264", "AWQA"), EIGHT, List.of(0, 1)),
            Segment.WHOLE,
            ready),
        video(new PackedFrames("s.tar", "k", INDEX), Segment.WHOLE, ready));
  }

  private static VideoRecord video(VideoLocation location, Segment segment, VideoStatus status) {
    FrameTimes times =
        segment instanceof FrameRange
            ? FrameTimes.uneven(new long[] {0, 9}, 4.5, 90_000)
            : FrameTimes.EVEN;
    return new VideoRecord(
        "a.mp4",
        location,
        List.of(0, 2),
        Split.TRAIN,
        segment,
        new VideoFacts(2, 29.97, 340, 256, "h264", 1, times),
        status);
  }

  @ParameterizedTest
  @MethodSource("videos")
  void everyFieldIsInTheDigest(VideoRecord video) {
    List<Object> others = others(video);

    assertThat(others).hasSizeGreaterThan(10);
    assertThat(others.stream().map(other -> digest((VideoRecord) other)))
        .doesNotContain(digest(video))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("videos")
  void whatIsReadBackHasTheSameDigest(VideoRecord video) {
    assertThat(digest(RecordRows.record(RecordRows.row(video)))).isEqualTo(digest(video));
  }

  private static String digest(VideoRecord video) {
    return HexFormat.of().formatHex(new RecordDigest().of(video));
  }

  /** All values that differ from one in one place of it or of what it holds. */
  private static List<Object> others(Object value) {
    if (value instanceof FrameTimes times) {
      return times.isEven()
          ? List.of(FrameTimes.uneven(new long[] {0, 1}, 1, 25))
          : List.of(
              FrameTimes.uneven(
                  changed(times.ticks()), times.ticksPerFrame(), times.ticksPerSecond()),
              FrameTimes.uneven(times.ticks(), times.ticksPerFrame() + 1, times.ticksPerSecond()),
              FrameTimes.uneven(times.ticks(), times.ticksPerFrame(), times.ticksPerSecond() + 1));
    }
    if (value instanceof CodecHeader header) {
      // Its codec is the one of the facts, where it is changed.
      return List.of(new CodecHeader(header.codec(), header.base64() + "A"));
    }
    if (value instanceof Record record) {
      return othersOf(record);
    }
    if (value instanceof FrameIndex index) {
      return List.of(
          new FrameIndex(changed(index.offsets()), index.lengths(), index.checksums()),
          new FrameIndex(index.offsets(), changed(index.lengths()), index.checksums()),
          new FrameIndex(index.offsets(), index.lengths(), changed(index.checksums())));
    }
    return List.of(other(value));
  }

  private static List<Object> othersOf(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    List<Object> others = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      for (Object changed : others(valueOf(components[i], record))) {
        others.add(with(record, components, i, changed));
      }
    }
    return others;
  }

  private static Object with(Record record, RecordComponent[] components, int at, Object changed) {
    Object[] values =
        IntStream.range(0, components.length)
            .mapToObj(i -> i == at ? changed : valueOf(components[i], record))
            .toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a change of " + components[at] + " to " + changed, e);
    }
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError(component + " cannot be read", e);
    }
  }

  /** Another value of a type; a type that is not known here must be added. */
  private static Object other(Object value) {
    if (value instanceof String text) {
      return text.contains("%") ? "x" + text : text + "A";
    }
    if (value instanceof Integer number) {
      return number + 1;
    }
    if (value instanceof Long number) {
      return number + 1;
    }
    if (value instanceof Double number) {
      return Math.nextUp(number);
    }
    if (value instanceof Enum<?> constant) {
      return Stream.of(constant.getDeclaringClass().getEnumConstants())
          .filter(each -> !each.equals(constant))
          .findFirst()
          .orElseThrow();
    }
    if (value instanceof List<?> list) {
      return Stream.concat(list.stream(), Stream.of(7)).toList();
    }
    throw new AssertionError("Say here what another " + value.getClass() + " is: " + value);
  }

  private static long[] changed(long... values) {
    values[values.length - 1]++;
    return values;
  }

  private static int[] changed(int... values) {
    values[values.length - 1]++;
    return values;
  }
}
