package io.kinespark.spark.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.spark.json.JsonFields;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What of a folder belongs to one evaluation, as its {@code report.json} says: a reader of several
 * of its files can tell whether a later evaluation has replaced one in between.
 *
 * @param id identifies the evaluation; {@code report.html} has it too
 * @param files the files with predictions, by name
 * @param missing parts that could not be made, with the reason for each
 */
public record Edition(String id, Map<String, FileStamp> files, Map<String, String> missing) {
  private static final String ID = "evaluation";
  private static final String FILES = "files";
  private static final String BYTES = "bytes";
  private static final String SHA256 = "sha256";
  private static final String MISSING = "missing";

  /**
   * A file, or a folder by those of its files that are not hidden.
   *
   * @param bytes its size
   * @param sha256 of its content in lower-case hexadecimal digits; of a folder, of its files' one
   *     after the other in the order of their names
   */
  public record FileStamp(long bytes, String sha256) {}

  /** Copies the maps, keeping their order. */
  public Edition {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStringField(ID, id);
    json.writeObjectFieldStart(FILES);
    for (Map.Entry<String, FileStamp> file : files.entrySet()) {
      json.writeObjectFieldStart(file.getKey());
      json.writeNumberField(BYTES, file.getValue().bytes());
      json.writeStringField(SHA256, file.getValue().sha256());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart(MISSING);
    for (Map.Entry<String, String> part : missing.entrySet()) {
      json.writeStringField(part.getKey(), part.getValue());
    }
    json.writeEndObject();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @return empty for a report of before there were editions
   * @throws IOException if a field is missing or of another kind
   */
  static Optional<Edition> read(JsonFields report) throws IOException {
    if (!report.node().has(ID)) {
      return Optional.empty();
    }
    Map<String, FileStamp> files = new LinkedHashMap<>();
    JsonFields written = report.object(FILES);
    for (Iterator<String> names = written.node().fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonFields file = written.object(name);
      files.put(name, new FileStamp(file.whole(BYTES), file.text(SHA256)));
    }
    Map<String, String> missing = new LinkedHashMap<>();
    JsonNode parts = report.object(MISSING).node();
    parts.fields().forEachRemaining(part -> missing.put(part.getKey(), part.getValue().asText()));
    return Optional.of(new Edition(report.text(ID), files, missing));
  }
}
