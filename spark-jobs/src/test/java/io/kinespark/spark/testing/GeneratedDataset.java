package io.kinespark.spark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.spark.checkpoint.Digests;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.quickstart.VideoSet;
import io.kinespark.spark.train.TinyTraining;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/** Small videos of two classes, the settings of every job over them, and what the jobs leave. */
public final class GeneratedDataset {
  private GeneratedDataset() {}

  /** Writes the videos and their annotation files into a folder of the local disk. */
  public static void write(Path folder, int trainPerClass) throws IOException {
    new VideoSet(1, new FrameSize(64, 48), 12, 5).write(folder, trainPerClass, 1);
  }

  /** Settings of {@code preprocess} and {@code check}, the videos being at a location. */
  public static List<String> dataset(String root) {
    return List.of(
        "dataset.root=\"" + root + "\"",
        "dataset.label-names=\"" + root + "/classes.txt\"",
        "dataset.annotations.train=\"" + root + "/train.csv\"",
        "dataset.annotations.validation=\"" + root + "/val.csv\"",
        "dataset.format=csv",
        "dataset.delimiter=\",\"",
        "dataset.label-column=label_id",
        "dataset.label-base=0",
        "preprocess.videos-per-task=3");
  }

  /** Settings of {@code train} and {@code evaluate}, the manifests being at a location. */
  public static List<String> training(String packed, String run) {
    List<String> settings = new ArrayList<>(TinyTraining.tanet(2));
    settings.addAll(TinyTraining.settings(packed + "/train", packed + "/validation", run));
    Collections.addAll(
        settings,
        "sampling.test.kind=uniform",
        "augment.test={resize{length=16},crop{side=16},output{width=16,height=16}}",
        "evaluate.checkpoint=\"" + run + "\"",
        "evaluate.manifest=\"" + packed + "/validation\"");
    return settings;
  }

  /** Runs a job and answers what it printed; its exit code must be zero. */
  public static String run(Job job, List<String> settings, String... more) throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<Argument> arguments =
        Stream.concat(settings.stream(), Arrays.stream(more))
            .map(text -> new Argument(1, text))
            .toList();
    Settings loaded = Settings.load(List.of(), Optional.empty(), arguments);
    int code =
        job.run(new JobContext(loaded, new PrintWriter(out, true), new PrintWriter(err, true)));
    assertThat(code).as(out + "\n" + err).isZero();
    return out.toString();
  }

  /**
   * The digest of every file below a folder by its path, read through the file system, which checks
   * its own checksums.
   */
  public static Map<String, String> files(String folder, Configuration hadoop) throws IOException {
    var named = new org.apache.hadoop.fs.Path(folder);
    var root = named.getFileSystem(hadoop).resolvePath(named);
    FileSystem files = root.getFileSystem(hadoop);
    Map<String, String> digests = new TreeMap<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(root, true);
    while (all.hasNext()) {
      var file = all.next().getPath();
      String name = file.toUri().getPath().substring(root.toUri().getPath().length() + 1);
      try (InputStream in = files.open(file)) {
        digests.put(name, Digests.sha256(in.readAllBytes()));
      }
    }
    return digests;
  }
}
