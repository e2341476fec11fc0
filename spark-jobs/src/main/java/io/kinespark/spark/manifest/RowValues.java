package io.kinespark.spark.manifest;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The values of a row in the making, by column; the rest is missing. */
final class RowValues {
  private final StructType schema;
  private final Object[] values;

  RowValues(StructType schema) {
    this.schema = schema;
    this.values = new Object[schema.size()];
  }

  RowValues put(String column, Object value) {
    values[schema.fieldIndex(column)] = value;
    return this;
  }

  Row row() {
    return RowFactory.create(values);
  }
}
