package io.kinespark.models.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.json.Json;
import io.kinespark.json.JsonException;
import io.kinespark.json.JsonLimits;
import io.kinespark.models.checkpoint.CheckpointException;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.Safetensors;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.ClassTargets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One question to a network and the original's answer.
 *
 * @param name of the case, which is also the name of its tensor file
 * @param json its description
 * @param folder where it lies
 * @param tensors what the original answered; empty if the case has no tensor file
 */
public record ReferenceCase(String name, JsonNode json, Path folder, StateDict tensors) {
  /**
   * Reads all cases of a folder's {@code cases.json} with their tensors.
   *
   * @throws IOException if a file cannot be read
   */
  public static List<ReferenceCase> readAll(Path folder) throws IOException {
    List<ReferenceCase> cases = new ArrayList<>();
    for (ReferenceCase description : readDescriptions(folder)) {
      cases.add(description.withTensors());
    }
    return cases;
  }

  /**
   * Reads all cases of a folder's {@code cases.json} without their tensors, so that one bad tensor
   * file does not hide the other cases.
   *
   * @throws IOException if the file cannot be read
   */
  public static List<ReferenceCase> readDescriptions(Path folder) throws IOException {
    Path file = folder.resolve("cases.json");
    JsonNode root = readTree(file);
    if (!root.isArray()) {
      throw new CheckpointException(file.toString(), "it must hold a list of cases");
    }
    List<ReferenceCase> cases = new ArrayList<>();
    for (JsonNode json : root) {
      String name = json.path("case").asText();
      if (name.isEmpty()) {
        throw new CheckpointException(
            file.toString(), "case %d has no name under 'case'".formatted(cases.size()));
      }
      cases.add(new ReferenceCase(name, json, folder, StateDict.of(Map.of())));
    }
    return cases;
  }

  private static JsonNode readTree(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Json.read(in, JsonLimits.ofFiles());
    } catch (JsonException e) {
      throw new CheckpointException(file.toString(), "this is not JSON: " + e.getMessage(), e);
    }
  }

  /**
   * The same case with the tensors of its file, if it has one.
   *
   * @throws IOException if the file cannot be read
   * @throws CheckpointException if the file is damaged, or lacks tensors that the description names
   */
  public ReferenceCase withTensors() throws IOException {
    Path file = folder.resolve(name + ".safetensors");
    StateDict stored = Files.exists(file) ? Safetensors.read(file) : StateDict.of(Map.of());
    JsonNode described = json.path("tensors");
    List<String> missing = new ArrayList<>();
    described.fieldNames().forEachRemaining(missing::add);
    missing.removeAll(stored.tensors().keySet());
    if (!missing.isEmpty()) {
      throw new CheckpointException(
          file.toString(), "it lacks %s, which cases.json describes".formatted(missing));
    }
    if (described.isInt() && described.asInt() != stored.tensors().size()) {
      throw new CheckpointException(
          file.toString(),
          "it holds %d tensors; cases.json says %d"
              .formatted(stored.tensors().size(), described.asInt()));
    }
    return new ReferenceCase(name, json, folder, stored);
  }

  /** What the case asks, in its own words; empty if it does not say. */
  public String what() {
    return json.path("what").asText();
  }

  /** The description of the model. */
  public JsonNode model() {
    return json.path("model");
  }

  /**
   * What is asked: the case's {@code kind}, else its model's {@code kind} or {@code type}; empty if
   * it names none.
   */
  public String kind() {
    return Stream.of(json.path("kind"), model().path("kind"), model().path("type"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElse("");
  }

  /** Whether the case runs in training mode. */
  public boolean trains() {
    return json.path("mode").asText().equals("train");
  }

  /** Whether the case is a trajectory of optimizer steps. */
  public boolean isTrajectory() {
    return json.has("steps") || json.has("world_size") || json.has("ranks");
  }

  /** The labels of the input; empty if there are none. */
  public int[] labels() {
    JsonNode labels = json.path("labels");
    int[] values = new int[labels.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = labels.get(i).asInt();
    }
    return values;
  }

  /** The labels as a training step takes them; of no clip if there are none. */
  public ClassTargets targets() {
    return ClassTargets.indices(labels());
  }

  /** The input: stored with the case, or the stream that the case names. */
  public HostTensor input() {
    return tensors
        .find("input")
        .orElseGet(
            () -> {
              JsonNode input = json.path("input");
              return FillRule.input(input.path("name").asText("input"), inputShape());
            });
  }

  /** The shape of the input. */
  public long[] inputShape() {
    return tensors
        .find("input")
        .map(HostTensor::shape)
        .orElseGet(() -> longs(json.path("input").path("shape")));
  }

  /** The integers of a JSON array. */
  public static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asLong();
    }
    return values;
  }
}
