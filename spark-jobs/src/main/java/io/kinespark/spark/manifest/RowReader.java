package io.kinespark.spark.manifest;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The values of a row that has a manifest's columns in their order.
 *
 * @param row the row
 */
record RowReader(Row row) {

  boolean has(String column) {
    return !row.isNullAt(index(column));
  }

  String text(String column) {
    return row.getString(present(column));
  }

  int integer(String column) {
    return row.getInt(present(column));
  }

  long whole(String column) {
    return row.getLong(present(column));
  }

  double number(String column) {
    return row.getDouble(present(column));
  }

  List<Integer> integers(String column) {
    return row.getList(present(column));
  }

  List<Long> wholes(String column) {
    return row.getList(present(column));
  }

  private int present(String column) {
    int index = index(column);
    if (row.isNullAt(index)) {
      throw new IllegalArgumentException("column '" + column + "' is missing");
    }
    return index;
  }

  private static int index(String column) {
    return RecordRows.SCHEMA.fieldIndex(column);
  }
}
