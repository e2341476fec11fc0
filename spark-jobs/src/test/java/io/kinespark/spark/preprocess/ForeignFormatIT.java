package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.testing.ForeignJar;
import io.kinespark.spark.testing.GeneratedDataset;
import io.kinespark.testing.LocalMaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.example.tagged.TaggedSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A format of annotation files in a jar of its own, which is all that a user adds. */
@ExtendWith(LocalMaster.class)
class ForeignFormatIT {
  @TempDir private Path folder;

  @Test
  void theSameVideosListedInAForeignFormatMakeTheSameShards() throws Exception {
    Path videos = folder.resolve("videos");
    GeneratedDataset.write(videos, 1);
    List<String> csv = new ArrayList<>(GeneratedDataset.dataset(videos.toString()));
    List<String> tagged = new ArrayList<>(csv);
    csv.add("preprocess.output=\"" + folder.resolve("csv") + "\"");
    tagged.addAll(
        List.of(
            "preprocess.output=\"" + folder.resolve("tagged") + "\"",
            "dataset.format=tagged",
            "dataset.tagged.label-tag=\"class:\"",
            "dataset.annotations.train=\"" + retag(videos.resolve("train.csv")) + "\"",
            "dataset.annotations.validation=\"" + retag(videos.resolve("val.csv")) + "\""));

    GeneratedDataset.run(new PreprocessJob(), csv);
    ForeignJar.make(folder, TaggedSettings.class, "tagged").run("preprocess", tagged);

    assertThat(shards("tagged")).isNotEmpty().isEqualTo(shards("csv"));
  }

  private static Path retag(Path csv) throws IOException {
    List<String> rows = Files.readAllLines(csv);
    List<String> columns = List.of(rows.get(0).split(","));
    List<String> lines =
        rows.stream()
            .skip(1)
            .map(row -> List.of(row.split(",")))
            .map(
                row ->
                    "class:%s %s"
                        .formatted(
                            row.get(columns.indexOf("label_id")), row.get(columns.indexOf("path"))))
            .toList();
    return Files.write(Path.of(csv + ".tags"), lines);
  }

  private Map<String, String> shards(String output) throws IOException {
    Map<String, String> shards =
        new TreeMap<>(
            GeneratedDataset.files(folder.resolve(output).toString(), new Configuration()));
    shards.keySet().removeIf(name -> !name.endsWith(".tar"));
    return shards;
  }
}
