package io.kinespark.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
  @TempDir java.nio.file.Path temporary;

  private FileSystem files;
  private Path folder;

  @BeforeEach
  void openFileSystem() throws IOException {
    files = FileSystem.getLocal(new Configuration());
    folder = new Path(temporary.toUri().toString(), "report");
  }

  /** Fails as disks and file systems do, where a name says so. */
  private static final class Failing extends FilterFileSystem {
    private final String created;
    private final String renamed;

    Failing(FileSystem files, String created, String renamed) {
      super(files);
      this.created = created;
      this.renamed = renamed;
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
      return !to.getName().equals(renamed) && super.rename(from, to);
    }

    @Override
    public FSDataOutputStream create(Path file, boolean overwrite) throws IOException {
      if (file.getName().startsWith("." + created)) {
        throw new IOException("No space left on device");
      }
      return super.create(file, overwrite);
    }
  }

  private static final String NOTHING = "nothing";

  private ReportFolder report() {
    return new ReportFolder(files, folder);
  }

  private ReportFolder failing(String created, String renamed) {
    return new ReportFolder(new Failing(files, created, renamed), folder);
  }

  private void table(Path path) throws IOException {
    for (String name : List.of("part-00000.parquet", "_SUCCESS")) {
      try (var out = files.create(new Path(path, name))) {
        out.writeUTF(name);
      }
    }
  }

  private List<String> written() throws IOException {
    try (var list = Files.list(temporary.resolve("report"))) {
      return list.map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(temporary.resolve("report/report.json").toFile());
  }

  private static HtmlReport page(EvaluationResult result, Edition edition) {
    return new HtmlReport(result, Optional.of(edition.id()), Adornments.none());
  }

  @Test
  void theLastEvaluationAloneIsThere() throws IOException {
    EvaluationResult result = Evaluations.random(Evaluations.names(6), 10, 1);
    Edition first = report().writeNumbers(Evaluations.empty(), this::table);
    report().writePage(page(Evaluations.empty(), first));
    Edition second = report().writeNumbers(result, this::table);
    assertThat(written()).containsExactly("predictions.csv", "predictions.parquet", "report.json");
    report().writePage(page(result, second));
    assertThat(written())
        .containsExactly("predictions.csv", "predictions.parquet", "report.html", "report.json");
    assertThat(report().read()).isEqualTo(result);
    assertThat(temporary.resolve("report/predictions.csv")).content().hasLineCount(61);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(temporary.resolve("report/report.html")).content().contains(second.id());
    assertThat(json().get("evaluation").asText()).isEqualTo(second.id());
    assertThat(second.missing()).isEmpty();
  }

  @Test
  void predictionsOfAnotherEvaluationAreNoticed() throws IOException {
    report().writeNumbers(Evaluations.random(Evaluations.names(6), 10, 1), this::table);
    for (String name : List.of("predictions.csv", "predictions.parquet/part-00000.parquet")) {
      Path file = new Path(folder, name);
      byte[] bytes = Files.readAllBytes(temporary.resolve("report").resolve(name));
      bytes[bytes.length / 2] ^= 1;
      try (var out = files.create(file, true)) {
        out.write(bytes);
      }
      assertThatThrownBy(() -> report().read())
          .isInstanceOf(IOException.class)
          .hasMessageContaining(name.substring(0, name.indexOf('.')))
          .hasMessageContaining("evaluate again");
      bytes[bytes.length / 2] ^= 1;
      try (var out = files.create(file, true)) {
        out.write(bytes);
      }
      assertThat(report().read().videos()).hasSize(60);
    }
  }

  @Test
  void predictionsThatCannotBeWrittenLeaveTheOthers() throws IOException {
    EvaluationResult result = Evaluations.random(Evaluations.names(6), 10, 1);
    report().writeNumbers(Evaluations.empty(), this::table);
    Edition edition =
        report()
            .writeNumbers(
                result,
                table -> {
                  table(table);
                  throw new IOException("no space");
                });
    assertThat(written()).containsExactly("predictions.csv", "report.json");
    assertThat(report().read()).isEqualTo(result);
    assertThat(edition.missing().get("predictions.parquet"))
        .contains("predictions.parquet cannot be written: no space");
    assertThat(json().get("missing").get("predictions.parquet").asText()).contains("no space");

    Edition other = failing("predictions.csv", NOTHING).writeNumbers(result, this::table);
    assertThat(other.missing().get("predictions.csv")).contains("No space left on device");
    assertThat(written()).containsExactly("predictions.parquet", "report.json");
  }

  @Test
  void aReportThatCannotBeWrittenLeavesThePredictionsAndNoOldHeadline() throws IOException {
    report().writeNumbers(Evaluations.empty(), this::table);
    EvaluationResult result = Evaluations.random(Evaluations.names(6), 10, 1);
    assertThatThrownBy(() -> failing("report.json", NOTHING).writeNumbers(result, this::table))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("report.json cannot be written: No space left on device");
    assertThat(written()).containsExactly("predictions.csv", "predictions.parquet");
    assertThat(temporary.resolve("report/predictions.csv")).content().hasLineCount(61);
  }

  @Test
  void whatCannotBeWrittenAtAllReplacesNothing() throws IOException {
    report().writeNumbers(Evaluations.empty(), this::table);
    ReportFolder full = failing("", NOTHING);
    assertThatThrownBy(
            () ->
                full.writeNumbers(
                    Evaluations.random(Evaluations.names(6), 10, 1),
                    table -> {
                      throw new IOException("no space");
                    }))
        .hasMessageContaining("report.json cannot be written");
    assertThat(report().read()).isEqualTo(Evaluations.empty());
    assertThat(written()).containsExactly("predictions.csv", "predictions.parquet", "report.json");
  }

  @Test
  void noReportHasThePredictionsOfAnother() throws IOException {
    report().writeNumbers(Evaluations.empty(), this::table);
    EvaluationResult result = Evaluations.random(Evaluations.names(6), 10, 1);
    for (String stuck : List.of("predictions.parquet", "predictions.csv", "report.json")) {
      assertThatThrownBy(() -> failing(NOTHING, stuck).writeNumbers(result, this::table))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(stuck + " is written but cannot be renamed from");
      assertThat(written()).doesNotContain("report.json");
      assertThat(written()).anyMatch(name -> name.startsWith("." + stuck));
    }
    report().writeNumbers(result, this::table);
    assertThat(written()).containsExactly("predictions.csv", "predictions.parquet", "report.json");
  }

  @Test
  void aPageThatCannotBeWrittenLeavesTheNumbers() throws IOException {
    EvaluationResult result = Evaluations.random(Evaluations.names(6), 10, 1);
    Edition edition = report().writeNumbers(result, this::table);
    assertThatThrownBy(() -> failing("report.html", NOTHING).writePage(page(result, edition)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("report.html cannot be written: No space left on device");
    assertThat(report().read()).isEqualTo(result);
    Edition known = new Edition(edition.id(), edition.files(), Map.of("report.html", "no space"));
    report().rewriteJson(result, known);
    assertThat(report().read()).isEqualTo(result);
    assertThat(json().get("missing").get("report.html").asText()).isEqualTo("no space");
  }

  @Test
  void aFolderInThePlaceOfAFileIsFoundBefore() throws IOException {
    report().requireFree();
    files.mkdirs(new Path(folder, "report.json"));
    assertThatThrownBy(() -> report().requireFree())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("report.json is a folder");
  }
}
