package io.kinespark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.spark.check.CheckJob;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.evaluate.EvaluateJob;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.preprocess.PreprocessJob;
import io.kinespark.spark.testing.GeneratedDataset;
import io.kinespark.spark.train.TrainJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The jobs over generated videos, with all that they read and write in one folder.
 *
 * @param folder the folder, of any file system, without a slash at the end
 * @param hadoop finds the file system
 */
record JobsAt(String folder, Configuration hadoop) {
  static final String ONE_VIDEO_EACH = "preprocess.videos-per-task=1";

  /** Copies the videos from the local disk. */
  void bring(java.nio.file.Path videos) throws IOException {
    Path target = new Path(folder, "videos");
    FileSystem files = target.getFileSystem(hadoop);
    files.mkdirs(target.getParent());
    files.copyFromLocalFile(new Path(videos.toUri()), target);
  }

  /** Settings of preprocessing into a folder, a task for each video. */
  List<String> preprocessing(String output) {
    return Stream.concat(
            GeneratedDataset.dataset(folder + "/videos").stream(),
            Stream.of(ONE_VIDEO_EACH, "preprocess.output=\"" + folder + "/" + output + "\""))
        .toList();
  }

  /** Preprocesses and answers the digests of what is left, but for the settings, which differ. */
  Map<String, String> preprocess(String output, String... more) throws Exception {
    GeneratedDataset.run(new PreprocessJob(), preprocessing(output), more);
    Map<String, String> files = files(output);
    // They name the folder of the videos.
    assertThat(files.remove("train/settings.json")).isNotNull();
    assertThat(files.remove("validation/settings.json")).isNotNull();
    return files;
  }

  /** Checks the videos and answers what is printed. */
  String check() throws Exception {
    return GeneratedDataset.run(
        new CheckJob(), GeneratedDataset.dataset(folder + "/videos"), "dataset.left-right=[[0,1]]");
  }

  /** Trains on the videos in {@code packed}, as long as that is not done yet. */
  void train(int epochs) throws Exception {
    GeneratedDataset.run(new TrainJob(), training(), "train.epochs=" + epochs);
  }

  private List<String> training() {
    return GeneratedDataset.training(folder + "/packed", folder + "/run");
  }

  /** Evaluates the run and answers the digests of the report. */
  Map<String, String> evaluate() throws Exception {
    GeneratedDataset.run(
        new EvaluateJob(), training(), "evaluate.output=\"" + folder + "/report\"");
    return files("report");
  }

  /** The weights of the newest checkpoint; its other files hold times and the folders' names. */
  Map<String, String> newestWeights() throws IOException {
    TreeMap<String, String> all = new TreeMap<>(files("run/checkpoints"));
    String last = all.lastKey().substring(0, all.lastKey().indexOf('/') + 1);
    Map<String, String> weights = new TreeMap<>();
    all.tailMap(last)
        .forEach(
            (name, digest) -> {
              if (name.endsWith(".safetensors")) {
                weights.put(name.substring(last.length()), digest);
              }
            });
    return weights;
  }

  /** The first video in {@code packed}. */
  PackedFrames firstPacked() throws IOException {
    try (SparkApplication spark = SparkApplication.manyTasks("reader")) {
      return (PackedFrames)
          new Manifests(spark.session())
              .read(new Path(folder + "/packed/train"))
              .ready()
              .get(0)
              .location();
    }
  }

  /** The text of a file. */
  String text(String name) throws IOException {
    Path path = new Path(folder + "/" + name);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Map<String, String> files(String name) throws IOException {
    return GeneratedDataset.files(folder + "/" + name, hadoop);
  }
}
