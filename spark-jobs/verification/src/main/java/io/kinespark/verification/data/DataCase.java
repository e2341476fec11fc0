package io.kinespark.verification.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.json.Json;
import io.kinespark.json.JsonException;
import io.kinespark.json.JsonLimits;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.verification.reference.CaseNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One list of questions to the data side with the original's answers.
 *
 * @param name of the list, which is also its kind
 * @param answers the questions and answers
 */
public record DataCase(String name, CaseNode answers) {
  /** A list of which nobody has read anything. */
  public DataCase(String name, JsonNode answers) {
    this(name, CaseNode.of(answers));
  }

  /** The file of a reference folder that holds such lists. */
  public static final String FILE = "data_cases.json";

  /**
   * Reads all lists of a folder's {@value #FILE}.
   *
   * @return empty if the folder has no such file
   * @throws IOException if the file cannot be read or is not JSON
   */
  public static List<DataCase> readAll(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return List.of();
    }
    JsonNode root = readTree(file);
    if (!root.isObject()) {
      throw new IOException(file + " must hold an object of named lists");
    }
    List<DataCase> cases = new ArrayList<>();
    for (Map.Entry<String, JsonNode> list : (Iterable<Map.Entry<String, JsonNode>>) root::fields) {
      cases.add(new DataCase(list.getKey(), list.getValue()));
    }
    return cases;
  }

  private static JsonNode readTree(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Json.read(in, JsonLimits.ofFiles());
    } catch (JsonException e) {
      throw new IOException(file + " is not JSON: " + e.getMessage(), e);
    }
  }

  /** A size written as {@code [w, h]}. */
  static FrameSize size(CaseNode pair) {
    return new FrameSize(pair.path(0).asInt(), pair.path(1).asInt());
  }
}
