package io.kinespark.spark.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.annotation.AnnotationNote;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharedVideosTest {
  @ParameterizedTest
  @CsvSource({
    "/k/videos_train/archery/-b_dEfGhI_K_000012_000022.mp4, -b_dEfGhI_K",
    "/a/v_AbCdEfGhIjK.mkv,                                  AbCdEfGhIjK",
    "/s/4711,                                               /s/4711",
    "/u/punching/0_1_4.avi,                                 /u/punching/0_1_4",
    "/u/v.1/cam.2.avi,                                      /u/v.1/cam.2"
  })
  void videosAreToldApartByTheirIds(String path, String key) {
    assertThat(VideoKey.of(video(path))).isEqualTo(key);
  }

  @Test
  void aVideoIsCountedOnceForEachSplitThatComesLater() {
    SharedVideos shared = new SharedVideos();

    assertThat(shared.add(Split.TRAIN, List.of(video("/v/a.mp4"), video("/v/b.mp4")))).isEmpty();
    assertThat(shared.add(Split.VALIDATION, List.of(video("/v/c.mp4")))).isEmpty();
    assertThat(
            shared.add(
                Split.TEST,
                List.of(
                    video("/v/d.mp4"), video("/v/c.mp4"), video("/v/b.mp4"), video("/v/b.mp4"))))
        .contains(new AnnotationNote("videos of other splits", 2, "/v/c.mp4, also in validation"));
  }

  private static VideoRecord video(String path) {
    return VideoRecord.listed(path, path, List.of(), Split.TRAIN);
  }
}
