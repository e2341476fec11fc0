package io.kinespark.spark.quickstart;

import java.nio.file.Path;

/**
 * Where the quickstart keeps what it makes.
 *
 * @param root its folder on the local disk, absolute
 */
record QuickstartFolder(Path root) {
  private static final String LOCAL = "file:";

  /**
   * The folder that {@code quickstart.output} names.
   *
   * @param output a path of the local disk, with or without {@code file:}
   * @throws QuickstartException if it is a path of another file system
   */
  static QuickstartFolder of(String output) throws QuickstartException {
    String path = output.startsWith(LOCAL) ? output.substring(LOCAL.length()) : output;
    if (path.matches("\\w[\\w+.-]*:/.*")) {
      throw new QuickstartException(
          "quickstart.output is "
              + output
              + ", but videos are generated on the local disk; give one of its folders");
    }
    return new QuickstartFolder(Path.of(path).toAbsolutePath().normalize());
  }

  /** The generated videos and their annotation files. */
  Path videos() {
    return root.resolve("videos");
  }

  /** What {@code preprocess} makes of them. */
  Path data() {
    return root.resolve("data");
  }

  /** Manifest of the videos to train on. */
  Path trainManifest() {
    return data().resolve("train");
  }

  /** Manifest of the videos to evaluate on. */
  Path validationManifest() {
    return data().resolve("validation");
  }

  /** Checkpoints and logs of a network. */
  Path run(Contestant contestant) {
    return root.resolve(contestant.folder());
  }

  /** Predictions and report of a network. */
  Path evaluation(Contestant contestant) {
    return run(contestant).resolve("evaluation");
  }

  /** The settings of the run that this folder belongs to. */
  Path settings() {
    return root.resolve("settings.txt");
  }

  /** A path as Hadoop's file systems take it, whichever of them is the default. */
  static String location(Path path) {
    return LOCAL + path;
  }
}
