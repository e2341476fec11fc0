package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.manifest.ManifestFolder;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;

/**
 * Where the output of a split lies. The folder is the split's manifest, too.
 *
 * @param uri the folder, with its scheme
 */
record SplitFolder(String uri) implements Serializable {

  static SplitFolder at(Path folder) {
    return new SplitFolder(folder.toString());
  }

  Path path() {
    return Locations.path(uri);
  }

  /** What the output was made with. */
  Path settings() {
    return new Path(path(), "settings.json");
  }

  /** Packed videos. */
  Path shards() {
    return new Path(path(), "shards");
  }

  /** Results of the work units. */
  Path units() {
    return new Path(path(), "units");
  }

  /** Result of a work unit. */
  Path unit(String name) {
    return new Path(units(), name + ".jsonl");
  }

  /** Table of the rows and videos that were set aside. */
  Path rejects() {
    return new Path(path(), "rejects.csv");
  }

  /** Counts. */
  Path summary() {
    return new Path(path(), "summary.json");
  }

  /** The counts for people. */
  Path page() {
    return new Path(path(), "summary.html");
  }

  /** The place that shards are named relative to. */
  ManifestFolder manifest() {
    return new ManifestFolder(uri);
  }
}
