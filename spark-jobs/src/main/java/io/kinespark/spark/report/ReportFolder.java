package io.kinespark.spark.report;

import io.kinespark.spark.report.Edition.FileStamp;
import io.kinespark.spark.storage.WholeFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder on any Hadoop file system that an evaluation is written to.
 *
 * <p>The numbers come first: the predictions and {@link #JSON}, which names them with their digests
 * and is there only while they are those it speaks of. The page follows. Each file is written under
 * a name that begins with a dot and renamed when it is whole, so that nobody reads half of one.
 */
public final class ReportFolder {
  /** Name of the file for programs. */
  public static final String JSON = "report.json";

  /** Name of the file for people. */
  public static final String HTML = "report.html";

  /** Name of the file for spreadsheets. */
  public static final String CSV = "predictions.csv";

  /** Name of the folder with the scores of all classes. */
  public static final String TABLE = "predictions.parquet";

  private static final Logger LOG = LoggerFactory.getLogger(ReportFolder.class);
  private static final String OF_WRITER = ".%s.";

  /** Writes the scores of all classes to a folder that is not there yet. */
  @FunctionalInterface
  public interface TableWriter {
    /** Writes the whole table. */
    void writeTo(Path table) throws IOException;
  }

  private interface Content {
    void writeTo(Writer out) throws IOException;
  }

  private interface Step {
    void take() throws IOException;
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

  /** The path of one of its files. */
  public Path path(String name) {
    return new Path(folder, name);
  }

  /**
   * Looks, before hours of work, whether the files can have their names.
   *
   * @throws IOException naming a file of the folder that is in the way
   */
  public void requireFree() throws IOException {
    for (String name : List.of(JSON, HTML, CSV)) {
      if (fileSystem.exists(path(name)) && fileSystem.getFileStatus(path(name)).isDirectory()) {
        throw new IOException(
            path(name) + " is a folder where the evaluation writes a file; move it away");
      }
    }
  }

  /**
   * Writes {@link #TABLE}, {@link #CSV} and {@link #JSON}. Those of an earlier evaluation, and its
   * page, are replaced when the new ones are whole. Predictions that cannot be written are left
   * out, and the others are written all the same.
   *
   * @param result what was measured
   * @param table writes the scores of all classes
   * @return what was written and what is missing
   * @throws IOException if {@link #JSON} cannot be written, or not all be renamed; predictions that
   *     could be written stay
   */
  public Edition writeNumbers(EvaluationResult result, TableWriter table) throws IOException {
    String id = UUID.randomUUID().toString();
    fileSystem.mkdirs(folder);
    deleteUnfinished();
    Map<String, FileStamp> files = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    add(TABLE, () -> table.writeTo(unfinished(TABLE, id)), id, files, missing);
    add(CSV, () -> write(CSV, id, out -> PredictionsCsv.write(result, out)), id, files, missing);
    Edition edition = new Edition(id, files, missing);
    add(
        JSON,
        () -> write(JSON, id, out -> EvaluationJson.write(result, Optional.of(edition), out)),
        id,
        files,
        missing);
    publish(id, files);
    if (missing.containsKey(JSON)) {
      throw new IOException(missing.get(JSON));
    }
    return edition;
  }

  private void add(
      String name,
      Step writing,
      String id,
      Map<String, FileStamp> files,
      Map<String, String> missing) {
    try {
      writing.take();
      files.put(name, FileStamps.of(fileSystem, unfinished(name, id)));
    } catch (IOException | RuntimeException | FSError e) {
      missing.put(name, WholeFiles.failure(path(name), e).getMessage());
      discard(fileSystem, unfinished(name, id));
    }
  }

  /** What stays is deleted by the next evaluation. */
  private static void discard(FileSystem files, Path unfinished) {
    try {
      files.delete(unfinished, true);
    } catch (IOException | FSError e) {
      LOG.warn("{} is not whole and cannot be deleted: {}", unfinished, e.getMessage());
    }
  }

  /** The old report goes first and the new one comes last: no report has another's predictions. */
  private void publish(String id, Map<String, FileStamp> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    for (String name : List.of(JSON, HTML, CSV, TABLE)) {
      deleteOld(name, id);
    }
    for (String name : files.keySet()) {
      if (!fileSystem.rename(unfinished(name, id), path(name))) {
        throw new IOException(
            "%s is written but cannot be renamed from %s; rename it, or evaluate again"
                .formatted(path(name), unfinished(name, id)));
      }
    }
  }

  private void deleteOld(String name, String id) throws IOException {
    try {
      fileSystem.delete(path(name), true);
    } catch (IOException | FSError e) {
      throw new IOException(
          "%s of an earlier evaluation cannot be deleted: %s; what this one has written is beside it, under names such as %s"
              .formatted(path(name), e.getMessage(), unfinished(JSON, id).getName()),
          e);
    }
  }

  /**
   * Writes {@link #HTML}.
   *
   * @param page what it shows
   * @throws IOException if it cannot be written or drawn; the other files stay as they are
   */
  public void writePage(HtmlReport page) throws IOException {
    replace(HTML, page::write);
  }

  /**
   * Writes {@link #JSON} again, with what became known after the predictions were written.
   *
   * @param result the same measures
   * @param edition the same files
   * @throws IOException if it cannot be written; the first one stays
   */
  public void rewriteJson(EvaluationResult result, Edition edition) throws IOException {
    replace(JSON, out -> EvaluationJson.write(result, Optional.of(edition), out));
  }

  /**
   * Reads {@link #JSON}, and checks that the predictions beside it are of the same evaluation.
   *
   * @throws IOException if it cannot be read, or names a file that is missing or another one
   */
  public EvaluationResult read() throws IOException {
    Optional<Edition> edition;
    try (Reader in = open()) {
      edition = EvaluationJsonReader.readEdition(in);
    }
    Map<String, FileStamp> files = edition.map(Edition::files).orElse(Map.of());
    for (Map.Entry<String, FileStamp> file : files.entrySet()) {
      if (!FileStamps.of(fileSystem, path(file.getKey())).equals(file.getValue())) {
        throw new IOException(
            "%s is not the one that %s was written with; evaluate again"
                .formatted(path(file.getKey()), path(JSON)));
      }
    }
    try (Reader in = open()) {
      return EvaluationJsonReader.read(in);
    }
  }

  private Reader open() throws IOException {
    return new BufferedReader(
        new InputStreamReader(fileSystem.open(path(JSON)), StandardCharsets.UTF_8));
  }

  private void replace(String name, Content content) throws IOException {
    WholeFiles.write(fileSystem, path(name), bytes -> write(bytes, content));
  }

  private void write(String name, String id, Content content) throws IOException {
    try (OutputStream bytes = fileSystem.create(unfinished(name, id), true)) {
      write(bytes, content);
    }
  }

  private static void write(OutputStream bytes, Content content) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(bytes, utf8()));
    content.writeTo(out);
    out.flush();
  }

  /** Halves of surrogate pairs, which UTF-8 has no form for, become U+FFFD. */
  private static CharsetEncoder utf8() {
    return StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .replaceWith("\ufffd".getBytes(StandardCharsets.UTF_8));
  }

  private Path unfinished(String name, String id) {
    return WholeFiles.unfinished(path(name), id);
  }

  /** Deletes what evaluations that were killed have left; one that cannot be deleted stays. */
  private void deleteUnfinished() throws IOException {
    FileSystem all =
        fileSystem instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : fileSystem;
    for (FileStatus status : all.listStatus(folder)) {
      Path path = status.getPath();
      boolean own =
          List.of(JSON, HTML, CSV, TABLE).stream()
              .anyMatch(name -> path.getName().startsWith(OF_WRITER.formatted(name)));
      if (own && WholeFiles.isUnfinished(path)) {
        discard(all, path);
      }
    }
  }
}
