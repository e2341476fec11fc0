package io.kinespark.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.progress.TrainingLog;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
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

  /** Says no to every rename, as a file system may without throwing. */
  private static final class NoRename extends FilterFileSystem {
    NoRename(FileSystem files) {
      super(files);
    }

    @Override
    public boolean rename(Path from, Path to) {
      return false;
    }
  }

  @Test
  void threeFilesAndNothingElse() throws IOException {
    EvaluationResult result = Evaluations.random(Evaluations.names(6), 10, 1);
    new ReportFolder(files, folder).write(Evaluations.empty(), TrainingLog.empty(), List.of());
    new ReportFolder(files, folder).write(result, TrainingLog.empty(), List.of());
    try (var list = Files.list(temporary.resolve("report"))) {
      assertThat(
              list.map(file -> file.getFileName().toString())
                  .filter(name -> !name.endsWith(".crc")))
          .containsExactlyInAnyOrder("report.json", "report.html", "predictions.csv");
    }
    try (Reader json = Files.newBufferedReader(temporary.resolve("report/report.json"))) {
      assertThat(EvaluationJsonReader.read(json)).isEqualTo(result);
    }
    assertThat(temporary.resolve("report/predictions.csv")).content().hasLineCount(61);
  }

  @Test
  void failedRenameIsAnError() {
    ReportFolder report = new ReportFolder(new NoRename(files), folder);
    assertThatThrownBy(() -> report.write(Evaluations.empty(), TrainingLog.empty(), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be renamed")
        .hasMessageContaining("predictions.csv");
  }
}
