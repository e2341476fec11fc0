package io.kinespark.spark.report;

import io.kinespark.spark.progress.TrainingLog;
import io.kinespark.spark.storage.WholeFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder on any Hadoop file system that an evaluation is written to. Each file is written under
 * a name that begins with a dot and renamed when it is whole, so that nobody reads half a report.
 */
public final class ReportFolder {
  /** Name of the file for programs. */
  public static final String JSON = "report.json";

  /** Name of the file for people. */
  public static final String HTML = "report.html";

  /** Name of the file for spreadsheets. */
  public static final String CSV = "predictions.csv";

  private interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private final FileSystem fileSystem;
  private final Path folder;

  /**
   * A report folder.
   *
   * @param fileSystem where it lies
   * @param folder its path; made when something is written
   */
  public ReportFolder(FileSystem fileSystem, Path folder) {
    this.fileSystem = fileSystem;
    this.folder = folder;
  }

  /**
   * Writes {@code predictions.csv}, {@code report.html} and, last of all, {@code report.json},
   * replacing those of an earlier evaluation.
   *
   * @param result what was measured
   * @param training the run that made the checkpoint; {@link TrainingLog#empty()} if not known
   * @param mistakes the worst mistakes with their frames, worst first
   * @throws IOException if a file cannot be written; files that were whole by then stay
   */
  public void write(EvaluationResult result, TrainingLog training, List<Mistake> mistakes)
      throws IOException {
    fileSystem.mkdirs(folder);
    replace(CSV, out -> PredictionsCsv.write(result, out));
    replace(HTML, out -> HtmlReport.write(result, training, mistakes, out));
    replace(JSON, out -> EvaluationJson.write(result, out));
  }

  private void replace(String name, Content content) throws IOException {
    WholeFiles.write(
        fileSystem,
        new Path(folder, name),
        bytes -> {
          Writer out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
          content.writeTo(out);
          out.flush();
        });
  }
}
