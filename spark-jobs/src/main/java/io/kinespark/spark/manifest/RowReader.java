package io.kinespark.spark.manifest;

import org.apache.spark.sql.Row;

/**
 * The values of a row that has a manifest's columns in their order. Arrays are Java's in a row that
 * was made here and Scala's in one that Spark has read.
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

  int[] integers(String column) {
    Object value = row.get(present(column));
    return value instanceof int[] array
        ? array
        : row.<Integer>getList(index(column)).stream().mapToInt(Integer::intValue).toArray();
  }

  long[] wholes(String column) {
    Object value = row.get(present(column));
    return value instanceof long[] array
        ? array
        : row.<Long>getList(index(column)).stream().mapToLong(Long::longValue).toArray();
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
