package io.kinespark.preprocessing.video;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.preprocessing.testing.GeneratedClips;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoEncoderTest {

  private static final FrameSize SIZE = new FrameSize(64, 48);

  @TempDir private Path folder;

  @Test
  void aFileThatCannotBeWrittenIsTold() {
    Path file = folder.resolve("no/such/folder/clip.mp4");
    assertThatThrownBy(() -> VideoEncoder.open(file, SIZE, EncodeOptions.h264(25)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot write a video of 64x48 to " + file);
  }

  @Test
  void oddSidesAreRefused() {
    assertThatThrownBy(
            () ->
                VideoEncoder.open(
                    folder.resolve("a.mp4"), new FrameSize(63, 48), EncodeOptions.h264(25)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("63x48");
  }

  @Test
  void aFrameOfAnotherSizeIsRefused() throws IOException {
    RgbFrame other = GeneratedClips.frame(new FrameSize(32, 32), 0);
    try (VideoEncoder encoder =
        VideoEncoder.open(folder.resolve("a.mp4"), SIZE, EncodeOptions.mpeg4(25))) {
      assertThatThrownBy(() -> encoder.write(other)).isInstanceOf(IllegalArgumentException.class);
      encoder.write(GeneratedClips.frame(SIZE, 0));
    }
  }
}
