package io.kinespark.preprocessing.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.testing.SharedData;
import io.kinespark.preprocessing.video.ByteArrayInput;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the last frame of a real video is stored at a constant rate. */
class RateOfLastFrameTest {

  /** Frames that {@code ffmpeg -vf fps=} of FFmpeg 5.1.9 writes. */
  @ParameterizedTest
  @CsvSource({
    "count_vfr_24s.mp4, 30, 730",
    "count_vfr_24s.mp4, 25, 609",
    "count_vfr_24s.mp4, 10, 243",
    "count_vfr_24s.mp4, 60, 1461",
    "slow_motion_64_vs_63.mp4, 30, 63",
    "slow_motion_64_vs_63.mp4, 7, 15",
    "rot_vfr_phone.mp4, 12, 9",
    "phone_h263_vfr.3gp, 30, 451",
    "bogus_avg_rate.flv, 25, 24"
  })
  void isAsByFfmpegsFilter(String name, double fps, int frames) throws IOException {
    Path file = SharedData.require().resolve("odd").resolve(name);
    int[] stored = new int[1];

    new ReducedFrames(new VideoDecoder(DecodeOptions.defaults()))
        .read(
            VideoRecord.listed(name, name, List.of(), Split.TRAIN),
            new ByteArrayInput(name, Files.readAllBytes(file)),
            new Reduction(16, fps),
            (frame, copies) -> stored[0] += copies);

    assertThat(stored[0]).isEqualTo(frames);
  }
}
