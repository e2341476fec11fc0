package io.kinespark.preprocessing.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.json.Json;
import io.kinespark.json.JsonException;
import io.kinespark.json.JsonLimits;
import io.kinespark.preprocessing.storage.WatchedFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads JSON files of annotations from any Hadoop file system. A name that an object has twice is
 * an error: one of the two would be lost.
 */
final class JsonFile {

  private JsonFile() {}

  static JsonNode read(FileSystem files, Path file) throws IOException {
    TextFile.requireUtf8(files, file);
    try (InputStream in = WatchedFileSystem.of(files).open(file)) {
      return Json.read(in, JsonLimits.ofFiles());
    } catch (JsonException e) {
      throw new AnnotationException(
          "%s:%d:%d: this is not JSON: %s"
              .formatted(file, e.line(), e.column(), NameLine.quoted(e.problem())),
          e);
    } catch (IOException e) {
      throw TextFile.unreadable(file, e);
    }
  }

  /** The fields of an object, in the order of the file. */
  static List<Map.Entry<String, JsonNode>> fields(JsonNode object) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
    object.fields().forEachRemaining(fields::add);
    return fields;
  }
}
