package io.kinespark.spark.train;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.HadoopInput;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.evaluate.TinyEvaluation;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Runs of seconds on a handful of generated videos of two classes. */
final class TinyTraining {
  private TinyTraining() {}

  /** Generates videos below {@code folder}, and their manifest. */
  static void writeManifest(Path folder) throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    var decoder = new VideoDecoder(DecodeOptions.defaults());
    List<VideoRecord> records = new ArrayList<>();
    for (VideoRecord listed : TinyEvaluation.videos(folder.resolve("videos"), 6)) {
      String uri = ((VideoFile) listed.location()).uri();
      try (var input = HadoopInput.open(files, new org.apache.hadoop.fs.Path(uri))) {
        records.add(listed.ready(VideoFacts.of(decoder.scan(input))));
      }
    }
    try (var spark = SparkApplication.manyTasks("manifest")) {
      new Manifests(spark.session())
          .write(
              new Manifest(records, LabelMap.of(List.of("move_right", "move_left"))),
              new org.apache.hadoop.fs.Path(manifest(folder).toString()));
    }
  }

  /** Where the manifest is. */
  static Path manifest(Path folder) {
    return folder.resolve("manifest");
  }

  /** Settings of a run over those videos. */
  static List<String> settings(Path folder, String output) {
    return List.of(
        "data.train-manifest=\"" + manifest(folder) + "\"",
        "data.validation-manifest=\"" + manifest(folder) + "\"",
        "sampling.train.kind=uniform",
        "sampling.validation.kind=uniform",
        "augment.train={resize{kind=exact,width=24,height=24},"
            + "crop{kind=random,width=16,height=16},output{width=16,height=16}}",
        "augment.validation={resize{kind=exact,width=24,height=24},"
            + "crop{kind=center,side=16},output{width=16,height=16}}",
        "train.batch-size=4",
        "train.learning-rate=0.01",
        "train.milestones=[2]",
        "train.log-every=2",
        "train.output=\"" + folder.resolve(output) + "\"");
  }

  /** The settings that these values give. */
  static Settings load(List<String> values) {
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      arguments.add(new Argument(i + 1, values.get(i)));
    }
    return Settings.load(List.of(), Optional.empty(), arguments);
  }
}
