package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.spark.config.ConfigReader;
import io.kinespark.spark.config.DatasetSettings;
import io.kinespark.spark.config.DecodeSettings;
import io.kinespark.spark.config.PreprocessSettings;
import io.kinespark.spark.config.ShardSettings;
import io.kinespark.spark.dataset.DatasetFiles;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Everything that the job is told.
 *
 * @param dataset where the videos are and how they are labelled
 * @param decode how they are decoded
 * @param shard how they are packed
 * @param job what the job does with them
 */
record PreprocessPlan(
    DatasetSettings dataset, DecodeOptions decode, ShardOptions shard, PreprocessSettings job) {

  /** Reads the sections, {@code root} being at {@code kinespark}. */
  static PreprocessPlan read(ConfigReader root) {
    DatasetSettings dataset = DatasetSettings.read(root);
    PreprocessSettings job = PreprocessSettings.read(root);
    for (Split split : job.splits()) {
      if (!dataset.annotations().containsKey(split)) {
        String name = ConfigReader.nameOf(split);
        root.section("preprocess")
            .problem(
                "splits", "names " + name + ", but dataset.annotations." + name + " is not set");
      }
    }
    return new PreprocessPlan(dataset, DecodeSettings.read(root), ShardSettings.read(root), job);
  }

  /** The splits to preprocess, in the order of {@link Split}. */
  List<Split> splits() {
    return dataset.annotations().keySet().stream()
        .filter(split -> job.splits().isEmpty() || job.splits().contains(split))
        .toList();
  }

  /** The folder of a split's output, qualified. */
  SplitFolder folder(Split split, Configuration hadoop) throws IOException {
    Path output = Locations.path(job.output());
    FileSystem files = Locations.fileSystem(output, hadoop);
    return SplitFolder.at(files.makeQualified(new Path(output, ConfigReader.nameOf(split))));
  }

  /** The data set's files. */
  DatasetFiles files(Configuration hadoop) {
    return new DatasetFiles(dataset, hadoop);
  }
}
