package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.cluster.Causes;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Reads a manifest's table and holds its rows against what the table says of itself. */
final class TableReader {
  private final Path table;
  private final Dataset<Row> rows;
  private final TableStamp stamp;

  private TableReader(Path table, Dataset<Row> rows, TableStamp stamp) {
    this.table = table;
    this.rows = rows;
    this.stamp = stamp;
  }

  /**
   * Opens a table.
   *
   * @throws ManifestException if it is none or of another version
   */
  static TableReader open(SparkSession session, Path table) throws ManifestException {
    Dataset<Row> rows;
    try {
      rows = session.read().parquet(table.toString());
    } catch (Exception e) {
      // Spark SQL throws a checked exception that it does not declare.
      throw unreadable(table, e);
    }
    return new TableReader(table, rows, TableStamp.read(rows.schema(), table));
  }

  /** What the table says of itself. */
  TableStamp stamp() {
    return stamp;
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
    Column[] columns =
        Stream.concat(
                Arrays.stream(RecordRows.SCHEMA.fieldNames()).map(functions::col),
                Stream.of(functions.input_file_name()))
            .toArray(Column[]::new);
    return rows.select(columns).toJavaRDD().map(TableReader::readRow);
  }

  private static ReadRow readRow(Row row) {
    String file = row.getString(RecordRows.SCHEMA.size());
    String part = file.substring(file.lastIndexOf('/') + 1);
    try {
      VideoRecord record = RecordRows.record(row);
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
      // As above: a job's failure is a checked exception that is not declared.
      throw unreadable(table, e);
    }
  }

  private static ManifestException unreadable(Path table, Exception cause) {
    return new ManifestException(
        "%s cannot be read: %s; %s"
            .formatted(table, Causes.root(cause).getMessage(), ManifestException.MEND),
        cause);
  }
}
