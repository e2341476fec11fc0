package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.annotation.AnnotationException;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.storage.WholeFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes and reads the folders of manifests. */
public final class Manifests {
  private static final Logger LOG = LoggerFactory.getLogger(Manifests.class);
  private static final String TABLE = "videos.parquet";
  private static final String LABELS = "labels.txt";
  private static final int RECORDS_PER_FILE = 4096;

  private final SparkSession session;

  /**
   * Access through Spark SQL.
   *
   * @param session does the work and knows the file systems
   */
  public Manifests(SparkSession session) {
    this.session = session;
  }

  /**
   * Writes a manifest, replacing the one that is there. Equal manifests give equal bytes.
   *
   * @param manifest what to write; its shards should lie below the folder
   * @param folder the manifest's folder; other files in it stay
   * @throws IOException if it cannot be written; what is there then is no manifest
   */
  public void write(Manifest manifest, Path folder) throws IOException {
    FileSystem files = fileSystem(folder);
    Path target = files.makeQualified(new Path(folder, TABLE));
    Path unfinished = WholeFiles.unfinished(target, UUID.randomUUID().toString());
    delete(folder);
    WholeFiles.write(
        files,
        new Path(target.getParent(), LABELS),
        out ->
            out.write(
                (String.join("\n", manifest.labelMap().names()) + "\n")
                    .getBytes(StandardCharsets.UTF_8)));
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    List<Broadcast<Slice>> slices =
        Slice.cut(manifest.records()).stream().map(spark::broadcast).toList();
    try {
      save(
          table(spark, slices, manifest, ManifestFolder.at(target.getParent())),
          unfinished,
          target);
      makeStable(files, unfinished);
      if (!files.rename(unfinished, target)) {
        throw new IOException("Manifest " + target + " cannot be renamed from " + unfinished);
      }
    } finally {
      slices.forEach(Broadcast::destroy);
      files.delete(unfinished, true);
    }
  }

  /** The records of one file. They are broadcast since a task has to be small. */
  private record Slice(List<VideoRecord> records) implements Serializable {

    /** At least one slice, so that a table of no rows is one, too. */
    static List<Slice> cut(List<VideoRecord> records) {
      List<Slice> slices = new ArrayList<>();
      int from = 0;
      do {
        int to = Math.min(records.size(), from + RECORDS_PER_FILE);
        slices.add(new Slice(List.copyOf(records.subList(from, to))));
        from = to;
      } while (from < records.size());
      return slices;
    }
  }

  private Dataset<Row> table(
      JavaSparkContext spark,
      List<Broadcast<Slice>> slices,
      Manifest manifest,
      ManifestFolder folder) {
    JavaRDD<Row> rows =
        spark
            .parallelize(slices, slices.size())
            .flatMap(slice -> slice.value().records().iterator())
            .map(record -> RecordRows.row(folder.relative(record)));
    return session.createDataFrame(rows, TableStamp.of(manifest).on(RecordRows.SCHEMA));
  }

  private static void save(Dataset<Row> rows, Path unfinished, Path target)
      throws ManifestException {
    try {
      rows.write().option("compression", "snappy").parquet(unfinished.toString());
    } catch (Exception e) {
      // As below: a job's failure is a checked exception that is not declared.
      throw new ManifestException(
          "%s cannot be written: %s; check free space and permissions"
              .formatted(target, Causes.root(e).getMessage()),
          e);
    }
  }

  /** Spark's file names have a random part, and Parquet's footers a random order. */
  private static void makeStable(FileSystem files, Path table) throws IOException {
    List<Path> parts =
        Arrays.stream(files.listStatus(table))
            .map(FileStatus::getPath)
            .filter(path -> path.getName().startsWith("part-"))
            .sorted(Comparator.comparing(Path::getName))
            .toList();
    for (int i = 0; i < parts.size(); i++) {
      byte[] stable;
      try (InputStream in = files.open(parts.get(i))) {
        stable = StableFooter.of(in.readAllBytes());
      }
      WholeFiles.write(
          files, new Path(table, "part-%05d.parquet".formatted(i)), out -> out.write(stable));
      files.delete(parts.get(i), false);
    }
    files.delete(new Path(table, "_SUCCESS"), false);
  }

  /**
   * Tells whether a folder has a whole manifest: all rows, as its files' footers count them, and
   * the label map it was made with. Object stores rename a table file by file, so that a job that
   * is killed over that leaves part of one.
   *
   * @throws IOException if the file system fails
   */
  public boolean isWhole(Path folder) throws IOException {
    FileSystem files = fileSystem(folder);
    Path table = files.makeQualified(new Path(folder, TABLE));
    if (!files.exists(table)) {
      return false;
    }
    try {
      Dataset<Row> rows = open(table);
      TableStamp stamp = TableStamp.read(rows.schema(), table);
      stamp.checkLabels(LabelMap.read(files, new Path(folder, LABELS)), new Path(folder, LABELS));
      stamp.checkCount(count(rows, table), table);
      return true;
    } catch (ManifestException | AnnotationException e) {
      LOG.warn("The manifest in {} is not whole: {}", folder, e.getMessage());
      return false;
    }
  }

  /**
   * Takes the manifest of a folder away, if there is one, and leaves all other files.
   *
   * @throws IOException if the file system fails
   */
  public void delete(Path folder) throws IOException {
    fileSystem(folder).delete(new Path(folder, TABLE), true);
  }

  /**
   * Reads a manifest.
   *
   * @param folder its folder
   * @return the manifest, its shards with their full names
   * @throws ManifestException if there is none, if it is damaged or incomplete, or if its label map
   *     is not the one it was made with
   * @throws IOException if the file system fails
   */
  public Manifest read(Path folder) throws IOException {
    FileSystem files = fileSystem(folder);
    Path table = files.makeQualified(new Path(folder, TABLE));
    if (!files.exists(table)) {
      throw new ManifestException(
          "There is no manifest in %s: %s does not exist; name the folder of a split that the preprocess job has finished"
              .formatted(folder, table));
    }
    Dataset<Row> rows = open(table);
    TableStamp stamp = TableStamp.read(rows.schema(), table);
    LabelMap labelMap = LabelMap.read(files, new Path(folder, LABELS));
    stamp.checkLabels(labelMap, new Path(folder, LABELS));
    List<VideoRecord> records = records(rows, ManifestFolder.at(table.getParent()), table);
    stamp.checkCount(records.size(), table);
    try {
      return new Manifest(records, labelMap);
    } catch (IllegalArgumentException e) {
      throw new ManifestException(table + " is damaged: " + e.getMessage(), e);
    }
  }

  private Dataset<Row> open(Path table) throws ManifestException {
    try {
      return session.read().parquet(table.toString());
    } catch (Exception e) {
      // Spark SQL throws a checked exception that it does not declare.
      throw unreadable(table, e);
    }
  }

  private static List<VideoRecord> records(Dataset<Row> rows, ManifestFolder folder, Path table)
      throws ManifestException {
    Column[] columns =
        Arrays.stream(RecordRows.SCHEMA.fieldNames()).map(functions::col).toArray(Column[]::new);
    try {
      return rows.select(columns)
          .toJavaRDD()
          .map(row -> folder.absolute(RecordRows.record(row)))
          .collect();
    } catch (Exception e) {
      // As above: a job's failure is a checked exception that is not declared.
      throw unreadable(table, e);
    }
  }

  private static long count(Dataset<Row> rows, Path table) throws ManifestException {
    try {
      return rows.count();
    } catch (Exception e) {
      // As above: a job's failure is a checked exception that is not declared.
      throw unreadable(table, e);
    }
  }

  private static ManifestException unreadable(Path table, Exception cause) {
    return new ManifestException(
        table + " cannot be read; is it whole? Otherwise run the preprocess job again", cause);
  }

  private FileSystem fileSystem(Path folder) throws IOException {
    return folder.getFileSystem(session.sparkContext().hadoopConfiguration());
  }
}
