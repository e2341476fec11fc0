package io.kinespark.preprocessing.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads JSON files of annotations from any Hadoop file system. */
final class JsonFile {

  private JsonFile() {}

  static JsonNode read(FileSystem files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return new ObjectMapper().readTree(in);
    } catch (FileNotFoundException e) {
      throw new AnnotationException(
          file + " does not exist; check the data set's paths in the configuration", e);
    } catch (JsonProcessingException e) {
      throw new AnnotationException(
          "%s:%d:%d: this is not JSON: %s"
              .formatted(
                  file,
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new AnnotationException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The fields of an object, in the order of the file. */
  static List<Map.Entry<String, JsonNode>> fields(JsonNode object) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
    object.fields().forEachRemaining(fields::add);
    return fields;
  }
}
