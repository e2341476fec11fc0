package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.annotation.AnnotationException;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.checkpoint.Digests;
import io.kinespark.spark.cluster.Causes;
import io.kinespark.spark.storage.WholeFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes and reads the folders of manifests. */
public final class Manifests {
  private static final Logger LOG = LoggerFactory.getLogger(Manifests.class);
  private static final String TABLE = "videos.parquet";
  private static final String LABELS = "labels.txt";

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
    JavaSparkContext spark = spark();
    List<RecordSlice> slices =
        RecordSlice.cut(manifest.records(), ManifestFolder.at(target.getParent()));
    List<Broadcast<RecordSlice>> sent = slices.stream().map(spark::broadcast).toList();
    try {
      save(table(sent, stamp(manifest, slices)), unfinished, target);
      makeStable(files, unfinished);
      if (!files.rename(unfinished, target)) {
        throw new IOException("Manifest " + target + " cannot be renamed from " + unfinished);
      }
    } finally {
      sent.forEach(Broadcast::destroy);
      files.delete(unfinished, true);
    }
  }

  private static TableStamp stamp(Manifest manifest, List<RecordSlice> slices) {
    List<RowProof> rows =
        slices.parallelStream().flatMap(slice -> slice.proofs().stream()).toList();
    return new TableStamp(
        manifest.records().size(), manifest.labelMap().sha256(), RowDigests.of(rows));
  }

  private Dataset<Row> table(List<Broadcast<RecordSlice>> slices, TableStamp stamp) {
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(slices, slices.size())
            .flatMap(slice -> slice.value().records().iterator())
            .map(RecordRows::row);
    return session.createDataFrame(rows, stamp.on(RecordRows.SCHEMA));
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

  /**
   * Spark's file names have a random part, and Parquet's footers a random order. Once they are
   * stable, so are the files' digests.
   */
  private static void makeStable(FileSystem files, Path table) throws IOException {
    List<Path> parts =
        Arrays.stream(files.listStatus(table))
            .map(FileStatus::getPath)
            .filter(path -> path.getName().startsWith("part-"))
            .sorted(Comparator.comparing(Path::getName))
            .toList();
    Map<String, String> sums = new TreeMap<>();
    for (int i = 0; i < parts.size(); i++) {
      byte[] stable;
      try (InputStream in = files.open(parts.get(i))) {
        stable = StableFooter.of(in.readAllBytes());
      }
      WholeFiles.write(files, new Path(table, RecordSlice.partName(i)), out -> out.write(stable));
      sums.put(RecordSlice.partName(i), Digests.sha256(stable));
      files.delete(parts.get(i), false);
    }
    new FileSums(sums).write(files, table);
    files.delete(new Path(table, "_SUCCESS"), false);
  }

  /**
   * Tells whether a folder has this manifest, whole and undamaged: all of its rows and its label
   * map. Object stores rename a table file by file, so that a job that is killed over that leaves
   * part of one.
   *
   * @throws IOException if the file system fails
   */
  public boolean holds(Path folder, Manifest manifest) throws IOException {
    FileSystem files = fileSystem(folder);
    Path table = files.makeQualified(new Path(folder, TABLE));
    if (!files.exists(table)) {
      return false;
    }
    try {
      TableReader reader = TableReader.open(files, table, spark());
      reader.stamp().checkLabels(labels(files, folder), new Path(folder, LABELS));
      reader.check();
      List<RecordSlice> slices =
          RecordSlice.cut(manifest.records(), ManifestFolder.at(table.getParent()));
      return reader.isSummed() && reader.stamp().equals(stamp(manifest, slices));
    } catch (ManifestException e) {
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
    TableReader reader = TableReader.open(files, table, spark());
    LabelMap labelMap = labels(files, folder);
    reader.stamp().checkLabels(labelMap, new Path(folder, LABELS));
    List<VideoRecord> records = reader.records(ManifestFolder.at(table.getParent()));
    try {
      return new Manifest(records, labelMap);
    } catch (IllegalArgumentException e) {
      throw new ManifestException(table + " is damaged: " + e.getMessage(), e);
    }
  }

  private static LabelMap labels(FileSystem files, Path folder) throws IOException {
    Path file = new Path(folder, LABELS);
    try {
      return LabelMap.read(files, file);
    } catch (AnnotationException e) {
      throw new ManifestException(
          "the manifest's label map cannot be used: %s; %s"
              .formatted(e.getMessage(), ManifestException.MEND),
          e);
    }
  }

  private FileSystem fileSystem(Path folder) throws IOException {
    return Locations.fileSystem(folder, session.sparkContext().hadoopConfiguration());
  }

  private JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }
}
