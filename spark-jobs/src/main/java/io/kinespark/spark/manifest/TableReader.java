package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.cluster.Causes;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.types.StructType;

/** Reads a manifest's table and holds its rows against what the table says of itself. */
final class TableReader {
  private final Path table;
  private final JavaRDD<PartRow> rows;
  private final TableStamp stamp;
  private final boolean summed;

  private TableReader(Path table, JavaRDD<PartRow> rows, TableStamp stamp, boolean summed) {
    this.table = table;
    this.rows = rows;
    this.stamp = stamp;
    this.summed = summed;
  }

  /**
   * Opens a table.
   *
   * @param files its file system
   * @param table its folder
   * @param spark reads it
   * @throws ManifestException if it is none or of another version
   */
  static TableReader open(FileSystem files, Path table, JavaSparkContext spark)
      throws ManifestException {
    TableFiles parts;
    StructType schema;
    try {
      parts = TableFiles.of(files, table);
      schema = parts.schema(spark.hadoopConfiguration());
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // Parquet's reader believes the lengths of a damaged footer, and fails in any way.
      throw unreadable(table, e);
    }
    return new TableReader(
        table,
        parts.rows(spark),
        TableStamp.read(schema, table),
        !parts.sums().equals(FileSums.NONE));
  }

  /** What the table says of itself. */
  TableStamp stamp() {
    return stamp;
  }

  /** Whether the table has a list of its files' digests. */
  boolean isSummed() {
    return summed;
  }

  /** A row that was read, and its proof. */
  private record ReadRow(RowProof proof, VideoRecord record) implements Serializable {}

  /**
   * Reads all rows where they lie and keeps none.
   *
   * @throws ManifestException if they are not those that were written
   */
  void check() throws ManifestException {
    check(collect(read().map(ReadRow::proof)));
  }

  /**
   * Reads all rows.
   *
   * @param folder the manifest
   * @return the videos, with full names
   * @throws ManifestException if they are not those that were written
   */
  List<VideoRecord> records(ManifestFolder folder) throws ManifestException {
    List<ReadRow> found = collect(read());
    check(found.stream().map(ReadRow::proof).toList());
    return found.stream().map(row -> folder.absolute(row.record())).toList();
  }

  private void check(List<RowProof> found) throws ManifestException {
    stamp.checkCount(found.size(), table);
    stamp.rows().check(RowDigests.of(found), table);
  }

  private JavaRDD<ReadRow> read() {
    return rows.map(TableReader::readRow);
  }

  private static ReadRow readRow(PartRow read) {
    String part = read.part();
    try {
      VideoRecord record = RecordRows.record(read.row());
      return new ReadRow(new RowProof(record.id(), part, new RecordDigest().of(record)), record);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          part + " has a row that is no video's: " + e.getMessage(), e);
    }
  }

  private <T> List<T> collect(JavaRDD<T> rdd) throws ManifestException {
    try {
      return rdd.collect();
    } catch (Exception e) {
      // A job's failure is a checked exception that is not declared.
      throw unreadable(table, e);
    }
  }

  private static ManifestException unreadable(Path table, Throwable cause) {
    return new ManifestException(
        "%s cannot be read: %s; %s"
            .formatted(table, Causes.root(cause).getMessage(), ManifestException.MEND),
        cause);
  }
}
