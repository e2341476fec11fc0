package io.kinespark.verification.reference;

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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One question to a network and the original's answer.
 *
 * @param name of the case, which is also the name of its tensor file
 * @param json its description
 * @param folder where it lies
 * @param tensors what the original answered; empty if the case has no tensor file
 */
public record ReferenceCase(String name, CaseNode json, Path folder, StateDict tensors) {
  private static final String INPUT = "input";
  private static final String COTANGENT = "cotangent";

  /** A case whose description nobody has read. */
  public ReferenceCase(String name, JsonNode json, Path folder, StateDict tensors) {
    this(name, CaseNode.of(json), folder, tensors);
  }

  /** The same case, of whose description nothing is read. */
  ReferenceCase again() {
    return new ReferenceCase(name, json.again(), folder, tensors);
  }

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
    CaseNode described = json.path("tensors");
    if (described.isObject()) {
      requireDescribed(file, stored, described);
    } else if (described.isNumber() && described.asInt() != stored.tensors().size()) {
      throw new CheckpointException(
          file.toString(),
          "it holds %d tensors; cases.json says %d"
              .formatted(stored.tensors().size(), described.asInt()));
    }
    return new ReferenceCase(name, json, folder, stored);
  }

  private static void requireDescribed(Path file, StateDict stored, CaseNode described)
      throws CheckpointException {
    List<String> missing = new ArrayList<>(described.fields().keySet());
    missing.removeAll(stored.tensors().keySet());
    if (!missing.isEmpty()) {
      throw new CheckpointException(
          file.toString(), "it lacks %s, which cases.json describes".formatted(missing));
    }
    for (Map.Entry<String, CaseNode> tensor : described.fields().entrySet()) {
      HostTensor own = stored.get(tensor.getKey());
      if (!describes(tensor.getValue(), own)) {
        throw new CheckpointException(
            file.toString(),
            "%s is %s; cases.json says %s".formatted(tensor.getKey(), own, tensor.getValue()));
      }
    }
  }

  /** A description is a shape, or a type as NumPy calls it and a shape. */
  private static boolean describes(CaseNode description, HostTensor tensor) {
    if (!description.path(0).isTextual()) {
      return Arrays.equals(longs(description), tensor.shape());
    }
    return description.path(0).asText().equals(tensor.type().name().toLowerCase(Locale.ROOT))
        && Arrays.equals(longs(description.path(1)), tensor.shape());
  }

  /** What the case asks, in its own words; empty if it does not say. */
  public String what() {
    CaseNode what = json.path("what");
    return what.isTextual() ? what.asText() : "";
  }

  /** The description of the model. */
  public CaseNode model() {
    return json.path("model");
  }

  /**
   * What is asked: the case's {@code kind}, else its model's {@code kind} or {@code type}; empty if
   * it names none.
   */
  public String kind() {
    return Stream.of(json.path("kind"), model().path("kind"), model().path("type"))
        .filter(CaseNode::isTextual)
        .map(CaseNode::asText)
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

  /**
   * The labels of the input, one for each sample; empty if there are none.
   *
   * @throws UnsupportedCaseException if a sample has a list of labels
   */
  public int[] labels() {
    return CaseJson.ints(json.path("labels"));
  }

  /** Whether samples have lists of labels. */
  public boolean hasLabelLists() {
    return json.path("labels").isArray() && json.path("labels").path(0).isArray();
  }

  /**
   * The labels as a training step takes them: classes, or rows of several where samples have lists
   * of labels; of no clip if there are none.
   */
  public ClassTargets targets() {
    return hasLabelLists() ? multiHot("labels") : ClassTargets.indices(labels());
  }

  /** The labels as rows of several classes, whether samples have one label or a list of them. */
  public ClassTargets multiHot(String field) {
    return ClassTargets.multiHot(labelLists(field));
  }

  /** The labels of a field that has a number or a list of numbers for each sample. */
  public List<List<Integer>> labelLists(String field) {
    List<List<Integer>> lists = new ArrayList<>();
    for (CaseNode labels : json.path(field)) {
      lists.add(labels.isArray() ? CaseJson.integers(labels, List.of()) : List.of(labels.asInt()));
    }
    return lists;
  }

  /**
   * How many replicas share the batch, by {@code world_size} or {@code ranks}.
   *
   * @throws UnsupportedCaseException if the two differ
   */
  public int replicas() {
    int ranks = json.path("ranks").asInt(1);
    int replicas = json.path("world_size").asInt(ranks);
    if (json.has("ranks") && replicas != ranks) {
      throw new UnsupportedCaseException(
          "world_size is %d and ranks is %d; they mean the same".formatted(replicas, ranks));
    }
    return replicas;
  }

  /** The input: stored with the case, or the stream that the case names. */
  public HostTensor input() {
    long[] shape = inputShape();
    String stream = inputName();
    return tensors.find(INPUT).orElseGet(() -> FillRule.input(stream, shape));
  }

  /**
   * The shape of the input.
   *
   * @throws UnsupportedCaseException if the input is stored in another shape than is described
   */
  public long[] inputShape() {
    CaseNode described = json.path(INPUT).path("shape");
    Optional<HostTensor> stored = tensors.find(INPUT);
    if (stored.isEmpty()) {
      return longs(described);
    }
    long[] shape = stored.get().shape();
    if (!described.isAbsent() && !Arrays.equals(longs(described), shape)) {
      throw new UnsupportedCaseException(
          "input.shape is %s; the stored input is %s".formatted(described, stored.get()));
    }
    return shape;
  }

  /** The stream of the input. */
  public String inputName() {
    return json.path(INPUT).path("name").asText(INPUT);
  }

  /**
   * Stops a case that has an input although it asks nothing of one.
   *
   * @throws UnsupportedCaseException if it has
   */
  public void requireNoInput() {
    json.path(INPUT).only("name", "none");
    require(inputShape().length == 0, "input.shape", "[]");
  }

  /**
   * The stream of one of several inputs: the input's with the index in the place of {@code
   * <index>}, or behind it where it has no such place.
   *
   * @param index what is counted, the word between the brackets
   */
  public String inputName(String index, int value) {
    String name = inputName();
    String place = "<" + index + ">";
    return name.contains(place)
        ? name.replace(place, Integer.toString(value))
        : "%s.%d".formatted(name, value);
  }

  /**
   * The stream of a role beside the input: the one that {@code streams} names, or the one that
   * belongs to the input, {@code NAME.suffix}.
   */
  public String stream(String role, String suffix) {
    return json.path("streams").path(role).asText(inputName() + suffix);
  }

  /**
   * The stream of the factor in {@code loss = sum(output * cotangent)}.
   *
   * @param otherwise where the case names none
   * @throws UnsupportedCaseException if {@code streams.cotangent} is another one
   */
  public String cotangent(String otherwise) {
    String own = json.path(COTANGENT).asText(otherwise);
    String named = json.path("streams").path(COTANGENT).asText(own);
    if (json.has(COTANGENT) && !named.equals(own)) {
      throw new UnsupportedCaseException(
          "streams.cotangent is %s and cotangent is %s; they mean the same".formatted(named, own));
    }
    return named;
  }

  /** Stops a case with fields that say something a runner does not honour. */
  public void require(boolean known, String field, String supported) {
    if (!known) {
      throw new UnsupportedCaseException(
          "%s is %s; only %s is supported there".formatted(field, at(field), supported));
    }
  }

  private CaseNode at(String field) {
    CaseNode node = json;
    for (String part : field.split("\\.", -1)) {
      node = node.path(part);
    }
    return node;
  }

  /** The integers of a JSON array. */
  public static long[] longs(CaseNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.path(i).asLong();
    }
    return values;
  }
}
