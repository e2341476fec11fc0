package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.progress.TrainingLog;
import io.kinespark.spark.report.EvaluationJsonReader;
import io.kinespark.spark.report.EvaluationResult;
import io.kinespark.spark.testing.ForeignJar;
import io.kinespark.spark.testing.TinyManifest;
import io.kinespark.testing.LocalMaster;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.example.colour.ColourFamily;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A family of networks in a jar of its own, which is all that a user adds. */
@ExtendWith(LocalMaster.class)
class ForeignFamilyIT {
  @TempDir private static Path folder;
  private static ForeignJar colour;

  @BeforeAll
  static void makeManifestAndJar() throws Exception {
    TinyManifest.write(folder, 2);
    colour = ForeignJar.make(folder, ColourFamily.class, "colour");
  }

  private static List<String> settings(List<String> more) {
    List<String> all =
        new ArrayList<>(
            List.of("model.family=colour", "model.num-classes=2", "model.num-segments=4"));
    all.addAll(more);
    return all;
  }

  @Test
  void itTrainsIsConvertedToItsOldNamesAndEvaluated() throws Exception {
    List<String> training = settings(TinyTraining.settings(folder, "run"));
    training.addAll(List.of("model.colour.dropout=0.5", "train.epochs=1"));
    colour.run("train", training);
    String weights = folder.resolve("colour.pth").toString();
    assertThat(
            colour.run(
                "convert",
                List.of(folder.resolve("run").toString(), weights, "--to", "colour-first")))
        .contains("written");
    List<String> evaluation = settings(TinyTraining.evaluation(folder, "report"));
    evaluation.add("evaluate.checkpoint=\"" + weights + "\"");
    evaluation.add("evaluate.checkpoint-names=colour-first");
    colour.run("evaluate", evaluation);

    var log =
        TrainingLog.read(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(folder.resolve("run/log").toString()));
    try (Reader in = Files.newBufferedReader(folder.resolve("report/report.json"))) {
      EvaluationResult result = EvaluationJsonReader.read(in);
      assertThat(result.metrics().top1().orElseThrow())
          .isEqualTo(log.epochs().get(0).validationTop1().orElseThrow());
    }
  }

  @Test
  void itsPublishedSizesAreShownBesideItsOwn() throws Exception {
    assertThat(colour.run("describe", List.of("colour_t4")))
        .contains("24, 26", "Sums are not counted");
  }
}
