package io.kinespark.spark.testing;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.DecodeReport;
import io.kinespark.preprocessing.video.HadoopInput;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.evaluate.TinyEvaluation;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** A manifest of small generated videos of two classes, for tests of whole jobs. */
public final class TinyManifest {
  private static final List<String> CLASSES = List.of("move_right", "move_left");

  private TinyManifest() {}

  /**
   * Writes the videos into {@code folder} and what a preprocessing job would say of them.
   *
   * @return the manifest
   */
  public static Path write(Path folder, int videosPerClass) throws IOException {
    return write(folder, videosPerClass, CLASSES, UnaryOperator.identity());
  }

  /**
   * The same with other classes.
   *
   * @param classes their names
   * @param labels of a video by the labels that it has among the two classes
   */
  public static Path write(
      Path folder, int videosPerClass, List<String> classes, UnaryOperator<List<Integer>> labels)
      throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    var decoder = new VideoDecoder(DecodeOptions.defaults());
    List<VideoRecord> records = new ArrayList<>();
    for (VideoRecord listed : TinyEvaluation.videos(folder.resolve("videos"), videosPerClass)) {
      String uri = ((VideoFile) listed.location()).uri();
      try (var input = HadoopInput.open(files, new org.apache.hadoop.fs.Path(uri))) {
        DecodeReport report = decoder.scan(input);
        FrameRange all = new FrameRange(0, report.decodedFrames());
        VideoRecord ready = listed.ready(VideoFacts.of(report, all));
        records.add(
            new VideoRecord(
                ready.id(),
                ready.location(),
                labels.apply(ready.labels()),
                ready.split(),
                ready.segment(),
                ready.facts(),
                ready.status()));
      }
    }
    Path manifest = folder.resolve("manifest");
    try (var spark = SparkApplication.manyTasks("manifest")) {
      new Manifests(spark.session())
          .write(
              new Manifest(records, LabelMap.of(classes)),
              new org.apache.hadoop.fs.Path(manifest.toString()));
    }
    return manifest;
  }
}
