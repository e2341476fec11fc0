package io.kinespark.spark.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.json.Json;
import io.kinespark.json.JsonLimits;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.json.JsonFields;
import java.io.IOException;
import java.io.StringWriter;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Videos as lines of JSON, for files too small for Parquet: the columns of a manifest's table as
 * fields of an object, missing ones left out.
 */
public final class RecordLines {
  private static final StructField[] COLUMNS = RecordRows.SCHEMA.fields();

  private final JsonFactory factory = new JsonFactory();

  /**
   * The line of a video, without a line feed.
   *
   * @throws IOException never in practice: it is written to memory
   */
  public String line(VideoRecord record) throws IOException {
    Row row = RecordRows.row(record);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.writeStartObject();
      for (int i = 0; i < COLUMNS.length; i++) {
        if (!row.isNullAt(i)) {
          json.writeFieldName(COLUMNS[i].name());
          write(row.get(i), json);
        }
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    if (value instanceof int[] numbers) {
      json.writeStartArray();
      for (int number : numbers) {
        json.writeNumber(number);
      }
      json.writeEndArray();
    } else if (value instanceof long[] numbers) {
      json.writeStartArray();
      for (long number : numbers) {
        json.writeNumber(number);
      }
      json.writeEndArray();
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else {
      json.writeString((String) value);
    }
  }

  /**
   * The video of a line.
   *
   * @throws IOException if the line is not what {@link #line} writes
   */
  public VideoRecord record(String line) throws IOException {
    JsonFields fields = JsonFields.of(Json.read(line, JsonLimits.ofFiles()));
    RowValues values = new RowValues(RecordRows.SCHEMA);
    for (StructField column : COLUMNS) {
      if (fields.node().has(column.name())) {
        values.put(column.name(), value(fields, column.name(), column.dataType()));
      }
    }
    try {
      return RecordRows.record(values.row());
    } catch (IllegalArgumentException e) {
      throw new IOException("not a video: " + e.getMessage(), e);
    }
  }

  private static Object value(JsonFields fields, String name, DataType type) throws IOException {
    if (type.equals(DataTypes.StringType)) {
      return fields.text(name);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return fields.integer(name);
    }
    if (type.equals(DataTypes.LongType)) {
      return fields.whole(name);
    }
    if (type.equals(DataTypes.DoubleType)) {
      return fields.number(name);
    }
    JsonNode array = fields.array(name);
    return ((ArrayType) type).elementType().equals(DataTypes.LongType)
        ? StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::asLong).toArray()
        : IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
  }
}
