package io.kinespark.preprocessing.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.shard.ShardWriter;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.preprocessing.shard.VideoPacker;
import io.kinespark.preprocessing.testing.SharedData;
import io.kinespark.preprocessing.video.ByteArrayInput;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments of real videos of uneven rate, which every storage has to cut alike. */
class UnevenSegmentsIT {

  private static final Configuration CONFIGURATION = new Configuration();
  private static final DecodeOptions DECODE = DecodeOptions.defaults();
  private static final Reduction AS_IT_IS = new Reduction(0, 0);

  /** Grey levels by which frames differ at most, on the average, from what they were coded from. */
  private static final double CODING_LOSS = 6;

  @TempDir private Path folder;
  private final FrameSources sources = new FrameSources(CONFIGURATION, DECODE);

  @ParameterizedTest
  @CsvSource({
    "rot_vfr_phone.mp4, 0.2, 0.6",
    "phone_h263_vfr.3gp, 3.0, 5.5",
    "count_vfr_24s.mp4, 10.0, 12.0"
  })
  void everyStorageHasTheFramesThatAreShown(String name, double start, double end)
      throws IOException {
    Path file = SharedData.require().resolve("odd").resolve(name);
    FrameRange shown = shown(file, start, end);
    VideoRecord listed = listed(file, new TimeSpan(start, end));

    VideoRecord indexed = new VideoIndexer(CONFIGURATION, DECODE).index(listed);
    VideoRecord original = pack(listed, new Storage.Original());
    List<RgbFrame> frames = frames(indexed);

    assertThat(indexed.segment()).isEqualTo(shown);
    assertThat(original.segment()).isEqualTo(shown);
    assertThat(frames).hasSize(shown.count());
    assertThat(frames(original)).isEqualTo(frames);
    assertAlike(frames(pack(listed, new Storage.Jpeg(AS_IT_IS, 95))), frames);
    assertAlike(
        frames(pack(listed, new Storage.Encoded(AS_IT_IS, EncodeOptions.Codec.H264, 8, 10))),
        frames);
  }

  /** By the definition: frames that are shown at some moment of the segment. */
  private static FrameRange shown(Path file, double start, double end) throws IOException {
    List<Double> times = new ArrayList<>();
    new VideoDecoder(DECODE)
        .visit(
            new ByteArrayInput(file.toString(), Files.readAllBytes(file)),
            frame -> times.add(frame.seconds()));
    int first = 0;
    while (times.get(first + 1) <= start) {
      first++;
    }
    int last = first;
    while (times.get(last + 1) <= end) {
      last++;
    }
    return new FrameRange(first, last - first + 1);
  }

  private List<RgbFrame> frames(VideoRecord record) throws IOException {
    FrameSource source = sources.open(record);
    return source.read(IntStream.range(0, source.frameCount()).toArray());
  }

  private static void assertAlike(List<RgbFrame> stored, List<RgbFrame> frames) {
    assertThat(stored).hasSameSizeAs(frames);
    for (int i = 0; i < frames.size(); i++) {
      byte[] expected = frames.get(i).rgb();
      byte[] found = stored.get(i).rgb();
      double loss =
          IntStream.range(0, expected.length)
              .map(at -> Math.abs((expected[at] & 0xff) - (found[at] & 0xff)))
              .average()
              .orElseThrow();
      assertThat(loss).as("frame %d", i).isLessThan(CODING_LOSS);
    }
  }

  private VideoRecord pack(VideoRecord record, Storage storage) throws IOException {
    ShardOptions options = new ShardOptions(1 << 28, storage);
    try (ShardWriter writer =
        new ShardWriter(
            FileSystem.getLocal(CONFIGURATION),
            new org.apache.hadoop.fs.Path(folder.toUri()),
            storage.getClass().getSimpleName(),
            "0",
            options)) {
      VideoRecord packed = new VideoPacker(CONFIGURATION, DECODE, options).pack(record, writer);
      writer.finish();
      return packed;
    }
  }

  private static VideoRecord listed(Path file, TimeSpan segment) {
    return new VideoRecord(
        file.getFileName() + "#" + segment,
        new VideoFile(file.toString()),
        List.of(),
        Split.TRAIN,
        segment,
        VideoFacts.UNKNOWN,
        new VideoStatus.Listed());
  }
}
