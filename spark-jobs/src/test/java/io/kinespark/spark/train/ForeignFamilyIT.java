package io.kinespark.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.progress.TrainingLog;
import io.kinespark.spark.report.EvaluationJsonReader;
import io.kinespark.spark.report.EvaluationResult;
import io.kinespark.spark.testing.ChildJob;
import io.kinespark.spark.testing.LocalMaster;
import io.kinespark.spark.testing.TinyManifest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
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
  private static final String ROOT = "org/example/colour";

  @TempDir private static Path folder;
  private static Path jar;

  @BeforeAll
  static void makeManifestAndJar() throws Exception {
    TinyManifest.write(folder, 4);
    jar = folder.resolve("colour.jar");
    Path classes =
        Path.of(ColourFamily.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path resources =
        Path.of(ForeignFamilyIT.class.getResource("/families/colour/reference.conf").toURI())
            .getParent();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      add(out, classes, classes.resolve(ROOT));
      add(out, resources, resources);
    }
  }

  private static void add(JarOutputStream out, Path root, Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        out.putNextEntry(new JarEntry(root.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  private static String run(String command, List<String> arguments) throws Exception {
    try (ChildJob job = ChildJob.start(folder, List.of(jar), command, arguments)) {
      int code = job.await();
      assertThat(code).as(job.log()).isZero();
      return job.log();
    }
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
    training.addAll(List.of("model.colour.dropout=0.5", "train.epochs=2"));
    run("train", training);
    String weights = folder.resolve("colour.pth").toString();
    assertThat(
            run(
                "convert",
                List.of(folder.resolve("run").toString(), weights, "--to", "colour-first")))
        .contains("written");
    List<String> evaluation = settings(TinyTraining.evaluation(folder, "report"));
    evaluation.add("evaluate.checkpoint=\"" + weights + "\"");
    evaluation.add("evaluate.checkpoint-names=colour-first");
    run("evaluate", evaluation);

    var log =
        TrainingLog.read(
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(folder.resolve("run/log").toString()));
    try (Reader in = Files.newBufferedReader(folder.resolve("report/report.json"))) {
      EvaluationResult result = EvaluationJsonReader.read(in);
      assertThat(result.metrics().top1().orElseThrow())
          .isEqualTo(log.epochs().get(1).validationTop1().orElseThrow());
    }
  }

  @Test
  void itsPublishedSizesAreShownBesideItsOwn() throws Exception {
    assertThat(run("describe", List.of("colour_t4"))).contains("24, 26", "Sums are not counted");
  }
}
