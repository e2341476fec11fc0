package io.kinespark.spark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.video.ByteArrayInput;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VideoSetTest {
  private static final FrameSize SIZE = new FrameSize(64, 48);
  private static final int LENGTH = 10;

  @TempDir private Path folder;

  @Test
  void theSetIsLabelledAndItsVideosHoldTheGeneratorsFrames() throws IOException {
    VideoSet set = new VideoSet(1, SIZE, LENGTH, 7);

    set.write(folder, 3, 1);

    assertThat(folder.resolve("classes.txt")).hasContent("move_right\nmove_left");
    assertThat(folder.resolve("train.csv"))
        .hasContent(
            """
            path,label,label_id
            move_right/00000.mp4,move_right,0
            move_left/00000.mp4,move_left,1
            move_right/00001.mp4,move_right,0
            move_left/00001.mp4,move_left,1
            move_right/00002.mp4,move_right,0
            move_left/00002.mp4,move_left,1
            """);
    assertThat(folder.resolve("val.csv"))
        .hasContent(
            """
            path,label,label_id
            move_right/00003.avi,move_right,0
            move_left/00003.avi,move_left,1
            """);
    ActionVideoGenerator generator = new ActionVideoGenerator(SIZE, LENGTH, 7);
    for (ActionClass action : set.classes()) {
      for (int number = 0; number < 4; number++) {
        String name = "%s/%05d.%s".formatted(action.label(), number, number == 3 ? "avi" : "mp4");
        List<RgbFrame> decoded = decode(folder.resolve(name));
        List<RgbFrame> drawn = generator.frames(action, number);
        assertThat(decoded).as(name).hasSize(LENGTH);
        for (int frame = 0; frame < LENGTH; frame++) {
          assertThat(meanDifference(decoded.get(frame), drawn.get(frame)))
              .as("grey levels between what was drawn and decoded, %s frame %d", name, frame)
              .isLessThan(8);
        }
      }
    }
  }

  @Test
  void writingAgainGivesTheSameFiles() throws IOException {
    new VideoSet(1, SIZE, LENGTH, 7).write(folder.resolve("a"), 1, 1);
    new VideoSet(1, SIZE, LENGTH, 7).write(folder.resolve("b"), 1, 1);
    new VideoSet(1, SIZE, LENGTH, 7).write(folder.resolve("b"), 1, 1);

    for (String file : List.of("move_left/00000.mp4", "move_right/00001.mp4", "train.csv")) {
      assertThat(folder.resolve("b").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("a").resolve(file));
    }
    try (var files = Files.walk(folder.resolve("b"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2 + 2 + 3);
    }
  }

  private static List<RgbFrame> decode(Path file) throws IOException {
    List<RgbFrame> frames = new ArrayList<>();
    new VideoDecoder(DecodeOptions.defaults())
        .visit(
            new ByteArrayInput(file.toString(), Files.readAllBytes(file)),
            frame -> frames.add(frame.picture().frame()));
    return frames;
  }

  private static double meanDifference(RgbFrame left, RgbFrame right) {
    long sum = 0;
    for (int i = 0; i < left.rgb().length; i++) {
      sum += Math.abs((left.rgb()[i] & 0xFF) - (right.rgb()[i] & 0xFF));
    }
    return (double) sum / left.rgb().length;
  }
}
