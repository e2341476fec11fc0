package io.kinespark.preprocessing.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.sampling.SampledClips;
import io.kinespark.preprocessing.sampling.TimedRandomSampler;
import io.kinespark.preprocessing.sampling.TimedTestSampler;
import io.kinespark.preprocessing.sampling.VideoTiming;
import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.shard.ShardWriter;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.preprocessing.shard.VideoPacker;
import io.kinespark.preprocessing.testing.GeneratedClips;
import io.kinespark.preprocessing.testing.SharedData;
import io.kinespark.preprocessing.testing.UnevenRate;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.FrameTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clips that are measured in seconds, of videos whose frames do not follow each other evenly. */
class TimedClipsTest {

  private static final Configuration CONFIGURATION = new Configuration();
  private static final DecodeOptions DECODE = DecodeOptions.defaults();
  private static final Reduction AS_IT_IS = new Reduction(0, 0);

  private static final int FRAMES = 36;
  private static final double FPS = 12;
  private static final int CLIPS = 7;

  /** 24, 16 and 6.9 frames a second in three parts; 12 a second on the average. */
  private static final double[] SHARES = shares();

  @TempDir private Path folder;
  private Path file;

  private static double[] shares() {
    double[] shares = new double[FRAMES];
    Arrays.fill(shares, 0, 12, 0.5);
    Arrays.fill(shares, 12, 24, 0.75);
    Arrays.fill(shares, 24, 36, 1.75);
    return shares;
  }

  @BeforeEach
  void writeClip() throws IOException {
    EncodeOptions options = new EncodeOptions(EncodeOptions.Codec.MPEG4, FPS, 4, 3);
    byte[] even = GeneratedClips.encode("mp4", new FrameSize(96, 64), FRAMES, options);
    file = Files.write(folder.resolve("uneven.mp4"), UnevenRate.of(even, SHARES));
    Files.write(folder.resolve("even.mp4"), even);
  }

  @ParameterizedTest
  @CsvSource({"8, 1", "4, 3", "2, 1", "1, 5", "16, 9"})
  void everyStorageHasTheClipsOfTheRule(int framesPerClip, int rate) throws IOException {
    double[] times = times(0, FRAMES);
    for (VideoRecord record : everyStorage(listed(file, Segment.WHOLE))) {
      assertThat(record.facts().fps()).isEqualTo(FPS, within(1e-9));
      assertThat(record.facts().times().frames()).isEqualTo(FRAMES);
      assertThat(test(record, framesPerClip, rate, FPS, CLIPS).asList())
          .as("%s", record.location())
          .containsExactly(rule(times, 3, framesPerClip, rate));
    }
  }

  @Test
  void framesOfAClipAreThoseThatAreRead() throws IOException {
    for (VideoRecord record : everyStorage(listed(file, Segment.WHOLE))) {
      int[] last = test(record, 8, 1, FPS, CLIPS).asList().get(CLIPS - 1);
      assertThat(
              new FrameSources(CONFIGURATION, DECODE)
                  .open(record).read(last).stream().mapToInt(GeneratedClips::indexOf))
          .containsExactly(Arrays.stream(last).boxed().toArray(Integer[]::new));
    }
  }

  @Test
  void trainingFollowsTheRuleToo() throws IOException {
    VideoRecord record = index(listed(file, Segment.WHOLE));
    SampledClips drawn =
        new TimedRandomSampler(8, 1, FPS).sample(timing(record), SampleRandom.of(1, 2, "v", 0));
    double start = SampleRandom.of(1, 2, "v", 0).nextUniform(0, FRAMES - 8.0);

    assertThat(drawn.indices()).containsExactly(clip(times(0, FRAMES), 3, 8, 1, start));
  }

  @ParameterizedTest
  @CsvSource({"0.6, 2.3", "0, 1.2", "1.1, 9"})
  void aSegmentIsAVideoOfItsOwnInEveryStorage(double start, double end) throws IOException {
    List<VideoRecord> stored = everyStorage(listed(file, new TimeSpan(start, end)));
    int first = firstAt(start);
    int count = stored.get(0).sampleFrames();
    double[] times = times(first, count);
    double length =
        (first + count == FRAMES ? 3 : times(0, FRAMES)[first + count]) - startOf(first);

    for (VideoRecord record : stored) {
      assertThat(record.facts().fps()).isEqualTo(count / length, within(1e-9));
      assertThat(test(record, 4, 2, FPS, CLIPS).asList())
          .as("%s", record.location())
          .containsExactly(rule(times, length, 4, 2));
    }
  }

  @Test
  void aSegmentOfConstantRateHasThatRateInEveryStorage() throws IOException {
    for (VideoRecord record : everyStorage(listed(file, new TimeSpan(0.1, 0.4)))) {
      assertThat(record.facts().times()).isSameAs(FrameTimes.EVEN);
      assertThat(record.facts().fps()).isEqualTo(24, within(1e-9));
      assertThat(record.sampleFrames()).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofConstantRatesNothingIsKept(boolean resampled) throws IOException {
    Path video = resampled ? file : folder.resolve("even.mp4");
    Reduction reduction = new Reduction(0, resampled ? 10 : 0);
    for (VideoRecord record :
        List.of(
            pack(listed(video, Segment.WHOLE), new Storage.Jpeg(reduction, 95)),
            pack(listed(video, Segment.WHOLE), encoded(reduction)),
            pack(listed(video, new TimeSpan(0.5, 2)), new Storage.Jpeg(reduction, 95)),
            index(listed(folder.resolve("even.mp4"), new TimeSpan(0.5, 2))),
            index(listed(folder.resolve("even.mp4"), Segment.WHOLE)))) {
      assertThat(record.facts().times()).isSameAs(FrameTimes.EVEN);
    }
  }

  /** What PyAV 18 and the rule gave; frame 186 is shown at 4.78 s. */
  @Test
  void aPhonesVideoIsSampledAsByTheOriginal() throws IOException {
    Path phone =
        SharedData.require().resolveSibling("cases").resolve("variable-rate").resolve("phone8.mp4");
    List<int[]> clips = test(index(listed(phone, Segment.WHOLE)), 16, 5, 30, 10).asList();

    assertThat(clips.stream().map(clip -> clip[0]))
        .containsExactly(0, 16, 32, 48, 67, 99, 131, 162, 182, 186);
    assertThat(clips.get(4))
        .containsExactly(67, 72, 77, 82, 87, 93, 98, 103, 108, 114, 119, 124, 129, 135, 140, 145);
    assertThat(clips.get(9))
        .containsExactly(
            186, 191, 196, 201, 206, 212, 217, 222, 225, 225, 225, 225, 225, 225, 225, 225);
  }

  /** Likewise; the file has two frames of one time stamp. */
  @ParameterizedTest
  @CsvSource({
    "phone_h263_vfr.3gp, 164 166 169 171 174 176 179 181 184 187 189 192 194 197 199 202",
    "count_vfr_24s.mp4, 196 197 199 201 202 204 206 207 209 211 213 214 216 218 219 221",
    "rot_vfr_phone.mp4, 0 5 10 15 20 22 22 22 22 22 22 22 22 22 22 22",
    "sar_1024_765.mp4, 0 5 10 15 21 26 31 31 31 31 31 31 31 31 31 31"
  })
  void otherVideosOfUnevenRateAreSampledAsByTheOriginal(String name, String last)
      throws IOException {
    VideoRecord record = index(listed(SharedData.require().resolve("odd/" + name), Segment.WHOLE));

    assertThat(test(record, 16, 5, 30, 10).asList().get(9))
        .containsExactly(Arrays.stream(last.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  /** The rule, frame by frame, with times in seconds. */
  private static int[][] rule(double[] times, double length, int framesPerClip, int rate) {
    double span = rate * framesPerClip / FPS * times.length / length;
    double last = Math.max(times.length - span, 0);
    return IntStream.range(0, CLIPS)
        .mapToObj(k -> clip(times, length, framesPerClip, rate, last * k / CLIPS))
        .toArray(int[][]::new);
  }

  private static int[] clip(
      double[] times, double length, int framesPerClip, int rate, double start) {
    double span = rate * framesPerClip / FPS * times.length / length;
    double second = length / times.length;
    double slack = 1e-4;
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      boolean beyond = times[i] > (start + span - 1) * second + slack;
      if (times[i] >= start * second - slack) {
        kept.add(i);
      }
      if (beyond) {
        break;
      }
    }
    double step = framesPerClip == 1 ? 0 : (span - 1) / (framesPerClip - 1);
    return IntStream.range(0, framesPerClip)
        .map(i -> kept.get((int) Math.max(0, Math.min(i * step + slack, kept.size() - 1))))
        .toArray();
  }

  private static double startOf(int frame) {
    return Arrays.stream(SHARES, 0, frame).sum() / FPS;
  }

  private static double[] times(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToDouble(i -> startOf(i) - startOf(first))
        .toArray();
  }

  private static int firstAt(double seconds) {
    int first = 0;
    while (startOf(first + 1) <= seconds) {
      first++;
    }
    return first;
  }

  private static VideoTiming timing(VideoRecord record) {
    return VideoTiming.of(record.sampleFrames(), record.facts().fps(), record.facts().times());
  }

  private static SampledClips test(
      VideoRecord record, int framesPerClip, int rate, double targetFps, int clips) {
    return new TimedTestSampler(framesPerClip, rate, targetFps, clips)
        .sample(timing(record), SampleRandom.of(0, 0, "v", 0));
  }

  private List<VideoRecord> everyStorage(VideoRecord listed) throws IOException {
    return List.of(
        index(listed),
        pack(listed, new Storage.Original()),
        pack(listed, new Storage.Jpeg(AS_IT_IS, 95)),
        pack(listed, encoded(AS_IT_IS)));
  }

  private static Storage encoded(Reduction reduction) {
    return new Storage.Encoded(reduction, EncodeOptions.Codec.MPEG4, 4, 3);
  }

  private static VideoRecord index(VideoRecord listed) throws IOException {
    return new VideoIndexer(CONFIGURATION, DECODE).index(listed);
  }

  private VideoRecord pack(VideoRecord record, Storage storage) throws IOException {
    ShardOptions options = new ShardOptions(1 << 28, storage);
    try (ShardWriter writer =
        new ShardWriter(
            FileSystem.getLocal(CONFIGURATION),
            new org.apache.hadoop.fs.Path(folder.toUri()),
            "%s-%08x".formatted(storage.getClass().getSimpleName(), record.hashCode()),
            "0",
            options)) {
      VideoRecord packed = new VideoPacker(CONFIGURATION, DECODE, options).pack(record, writer);
      writer.finish();
      return packed;
    }
  }

  private static VideoRecord listed(Path video, Segment segment) {
    return new VideoRecord(
        video.getFileName() + "#" + segment,
        new VideoFile(video.toString()),
        List.of(),
        Split.TRAIN,
        segment,
        VideoFacts.UNKNOWN,
        new VideoStatus.Listed());
  }
}
