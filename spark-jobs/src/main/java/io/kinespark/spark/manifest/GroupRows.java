package io.kinespark.spark.manifest;

import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** Rows of a manifest as Parquet's reader hands them over. */
final class GroupRows {

  private GroupRows() {}

  /**
   * The row that a group is, with the columns of a manifest in their order.
   *
   * @throws org.apache.parquet.io.InvalidRecordException if a column is missing
   */
  static Row row(Group group) {
    RowValues values = new RowValues(RecordRows.SCHEMA);
    for (StructField field : RecordRows.SCHEMA.fields()) {
      int index = group.getType().getFieldIndex(field.name());
      if (group.getFieldRepetitionCount(index) > 0) {
        values.put(field.name(), value(group, index, field.dataType()));
      }
    }
    return values.row();
  }

  private static Object value(Group group, int index, DataType type) {
    if (type instanceof ArrayType array) {
      Group list = group.getGroup(index, 0);
      IntStream places = IntStream.range(0, list.getFieldRepetitionCount(0));
      return array.elementType().equals(DataTypes.LongType)
          ? places.mapToLong(i -> list.getGroup(0, i).getLong(0, 0)).toArray()
          : places.map(i -> list.getGroup(0, i).getInteger(0, 0)).toArray();
    }
    if (type.equals(DataTypes.StringType)) {
      return group.getString(index, 0);
    }
    if (type.equals(DataTypes.LongType)) {
      return group.getLong(index, 0);
    }
    return type.equals(DataTypes.DoubleType)
        ? group.getDouble(index, 0)
        : (Object) group.getInteger(index, 0);
  }
}
