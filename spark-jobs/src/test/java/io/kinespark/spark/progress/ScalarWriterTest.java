package io.kinespark.spark.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalarWriterTest {
  private static final class Recorder implements ScalarWriter {
    private final List<String> points = new ArrayList<>();

    @Override
    public void scalar(String tag, double value, long step) {
      points.add(tag + "=" + value + "@" + step);
    }

    @Override
    public void close() {}
  }

  @Test
  void measuredValuesBecomePoints() throws IOException {
    try (Recorder writer = new Recorder()) {
      writer.iteration(TrainingLogTest.step(3, 2.0));
      writer.epoch(TrainingLogTest.epoch(1, 10));
      assertThat(writer.points)
          .containsExactly(
              "train/loss=2.0@3",
              "train/top1=0.25@3",
              "train/learning-rate=0.01@3",
              "speed/clips-per-second=31.5@3",
              "speed/data-wait-share=0.125@3",
              "validation/top1=0.5@10",
              "validation/top5=0.75@10",
              "validation/map=0.625@10",
              "validation/macs=6.54E9@10");
    }
  }
}
