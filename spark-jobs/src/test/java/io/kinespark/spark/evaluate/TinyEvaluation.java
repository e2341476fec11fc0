package io.kinespark.spark.evaluate;

import io.kinespark.models.AverageClips;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.augment.ThreeCrop;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.sampling.UniformTestSampler;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.quickstart.ActionClass;
import io.kinespark.spark.quickstart.VideoSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Two classes of small generated videos, a network of two blocks and a protocol of six views. */
public final class TinyEvaluation {

  static final int CLASSES = 2;
  static final int FRAMES = 4;
  static final int SIDE = 32;
  static final int VIEWS = 6;

  private TinyEvaluation() {}

  static NetworkSpec network() {
    return NetworkSpec.of(
        TanetConfig.of(50, CLASSES, FRAMES)
            .withBackbone(ResNetConfig.ofBlocks(List.of(1, 1)).withBaseWidth(8)));
  }

  static ScoringPlan plan(int batchViews) {
    return new ScoringPlan(
        new UniformTestSampler(FRAMES, /* twice= */ true),
        new ClipTransform(
            new FrameResize.ShortSide(SIDE),
            new ThreeCrop(SIDE),
            FrameSize.square(SIDE),
            HorizontalFlip.never()),
        DecodeOptions.defaults(),
        batchViews,
        /* loaderThreads= */ 2,
        AverageClips.PROB);
  }

  /** Writes videos and lists them, the classes in turn. */
  public static List<VideoRecord> videos(Path folder, int perClass) throws IOException {
    VideoSet set = new VideoSet(1, new FrameSize(64, 48), 10, 5);
    set.write(folder, perClass, 0);
    List<VideoRecord> records = new ArrayList<>();
    for (int number = 0; number < perClass; number++) {
      for (ActionClass action : set.classes()) {
        Path file = video(folder.resolve(action.label()), number);
        String id = folder.relativize(file).toString();
        int label = set.classes().indexOf(action);
        records.add(VideoRecord.listed(id, file.toString(), List.of(label), Split.TEST));
      }
    }
    return records;
  }

  /** The rows of the predictions in the folder of a report, in order. */
  public static List<Row> predictions(Path report) {
    try (var spark = SparkApplication.manyTasks("predictions")) {
      return spark
          .session()
          .read()
          .parquet(report.resolve(PredictionsParquet.NAME).toString())
          .collectAsList();
    }
  }

  private static Path video(Path folder, int number) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("%05d.".formatted(number)))
          .findFirst()
          .orElseThrow();
    }
  }
}
