package io.kinespark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.spark.check.CheckJob;
import io.kinespark.spark.cluster.SparkApplication;
import io.kinespark.spark.config.Argument;
import io.kinespark.spark.config.Settings;
import io.kinespark.spark.convert.ConvertJob;
import io.kinespark.spark.evaluate.EvaluateJob;
import io.kinespark.spark.job.GivenArguments;
import io.kinespark.spark.job.Job;
import io.kinespark.spark.job.JobContext;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.manifest.Manifests;
import io.kinespark.spark.preprocess.PreprocessJob;
import io.kinespark.spark.testing.GeneratedDataset;
import io.kinespark.spark.train.TrainJob;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every job where folders and videos have names that are patterns or schemes to somebody. */
@ExtendWith(LocalMaster.class)
final class OddPathsIT {
  private static final String ODD = "set[1]{a,b}*? 12:30 50%20#+'$";

  @TempDir private static Path folder;
  private static JobsAt odd;

  @BeforeAll
  static void write() throws IOException {
    // What the odd name would match as a pattern, and a name that Hadoop's patterns fail at.
    Files.createDirectories(folder.resolve("set1a12 12:30 50%20#+'$/packed/validation"));
    Files.createDirectories(folder.resolve("other:name"));
    for (String name : List.of("plain", ODD)) {
      GeneratedDataset.write(folder.resolve(name).resolve("videos"), 2);
    }
    odd = new JobsAt("file:" + folder.resolve(ODD), new Configuration());
  }

  @Test
  void everyJobTakesPathsLetterByLetter() throws Exception {
    assertThat(odd.preprocess("packed")).containsKey("train/videos.parquet/part-00000.parquet");
    assertThat(odd.check()).contains("0 errors, 0 warnings");
    odd.train(1);
    odd.train(2);
    assertThat(odd.newestWeights()).containsKey("model.safetensors");
    assertThat(odd.evaluate()).containsKeys("report.json", "predictions.csv");
  }

  @Test
  void aColonInAVideosNameIsALetter() throws Exception {
    List<String> settings = new ArrayList<>(withOddRows());
    settings.add("preprocess.max-reject-share=1");
    assertThat(run(new CheckJob(), settings, List.of(), Set.of("--decode")))
        .containsPattern("train +decodes +3 ")
        .contains("bad rows: BAD_ROW")
        .doesNotContain("videos are missing");
    for (String storage :
        List.of(
            "shard.format=jpeg",
            "shard.format=video",
            "shard.format=original",
            "preprocess.pack=false")) {
      String output = folder + "/colons/" + storage.replaceAll("\\W", ":");

      GeneratedDataset.run(
          new PreprocessJob(), settings, storage, "preprocess.output=\"" + output + "\"");

      Manifest made = manifest(output + "/train");
      assertThat(made.ready()).extracting(VideoRecord::id).contains("12:30.mp4", "./v:1//b:c.mp4");
      assertThat(made.ready()).hasSize(3);
      assertThat(made.rejects())
          .extracting(record -> ((VideoStatus.Rejected) record.status()).reason())
          .containsOnly(RejectReason.BAD_ROW)
          .hasSize(5);
    }
    String packed = folder + "/colons/preprocess:pack:false";
    List<String> training =
        GeneratedDataset.training(packed, folder + "/colons/run:1").stream()
            .map(text -> text.replace("/validation\"", "/train\""))
            .toList();
    GeneratedDataset.run(new TrainJob(), training, "train.epochs=1", "train.max-reject-share=1");
    GeneratedDataset.run(
        new EvaluateJob(),
        training,
        "evaluate.max-reject-share=1",
        "evaluate.output=\"" + folder + "/colons/report:1\"");
    assertThat(Files.readString(folder.resolve("colons/report:1/predictions.csv")))
        .contains("12:30.mp4", "./v:1//b:c.mp4");
    convert(folder + "/colons/run:1", folder + "/colons/w:1.safetensors");
    convert(folder + "/colons/w:1.safetensors", folder + "/colons/w:2.pth");
    assertThat(folder.resolve("colons/w:2.pth")).exists();
  }

  private static List<String> withOddRows() throws IOException {
    Path videos = folder.resolve("plain/videos");
    List<String> rows = Files.readAllLines(videos.resolve("train.csv"));
    String first =
        rows.stream()
            .map(row -> row.split(",", 2)[0])
            .filter(path -> path.endsWith(".mp4"))
            .findFirst()
            .orElseThrow();
    Path root = Files.createDirectories(folder.resolve("colons/videos"));
    for (String name : List.of("12:30.mp4", "v:1/b:c.mp4", "plain.mp4")) {
      Files.createDirectories(root.resolve(name).getParent());
      Files.copy(videos.resolve(first), root.resolve(name));
    }
    Path list =
        Files.write(
            root.resolve("list:1.txt"),
            List.of(
                "12:30.mp4 0",
                "har://hdfs-nn:8020/x.har/a.mp4 0",
                "foo://x/a.mp4 0",
                "http://127.0.0.1:1/a.mp4 1",
                "ftp://127.0.0.1:1/a.mp4 1",
                "../../plain/videos/" + first + " 1",
                "./v:1//b:c.mp4 1",
                root.resolve("plain.mp4") + " 1"));
    return Stream.of(
            "dataset.root=\"" + root + "\"",
            "dataset.classes=2",
            "dataset.label-base=0",
            "dataset.annotations.train=\"" + list + "\"")
        .toList();
  }

  private static void convert(String from, String to) throws Exception {
    run(new ConvertJob(), List.of(), List.of(from, to), Set.of());
  }

  private static String run(Job job, List<String> settings, List<String> words, Set<String> flags)
      throws Exception {
    StringWriter out = new StringWriter();
    PrintWriter printed = new PrintWriter(out, true);
    Settings loaded =
        Settings.load(
            List.of(),
            Optional.empty(),
            settings.stream().map(text -> new Argument(1, text)).toList());
    job.run(new JobContext(loaded, new GivenArguments(words, Map.of(), flags), printed, printed));
    return out.toString();
  }

  private static Manifest manifest(String location) throws IOException {
    try (SparkApplication spark = SparkApplication.manyTasks("reader")) {
      return new Manifests(spark.session()).read(new org.apache.hadoop.fs.Path(location));
    }
  }
}
