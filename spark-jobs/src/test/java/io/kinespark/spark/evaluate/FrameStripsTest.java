package io.kinespark.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.DecodeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrameStripsTest {

  @TempDir private Path folder;

  @Test
  void aVideoThatIsGoneOrDamagedByNowHasAReasonInsteadOfPictures() throws IOException {
    var strips =
        new FrameStrips(
            3, DecodeOptions.defaults(), new SerializableConfiguration(new Configuration()));
    VideoRecord whole = TinyEvaluation.videos(folder, 1).get(0);
    assertThat(strips.call(whole).frames()).hasSize(3);
    assertThat(strips.call(whole).trouble()).isEmpty();

    Path garbage = Files.write(folder.resolve("garbage.mp4"), new byte[] {1, 2, 3});
    for (Path path : List.of(folder.resolve("gone.mp4"), garbage, folder)) {
      FrameStrips.Strip strip =
          strips.call(VideoRecord.listed("v", path.toString(), List.of(0), Split.TEST));
      assertThat(strip.frames()).isEmpty();
      assertThat(strip.trouble()).as(path.toString()).isPresent();
    }
  }
}
