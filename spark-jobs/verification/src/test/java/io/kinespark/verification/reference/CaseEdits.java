package io.kinespark.verification.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes cases of JSON, and altered copies of cases. */
public final class CaseEdits {
  private static final String SURPRISE = "surprise";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CaseEdits() {}

  /** A case of a description with single quotes. */
  public static ReferenceCase of(String json, Map<String, HostTensor> tensors) throws IOException {
    return new ReferenceCase(
        "made", MAPPER.readTree(json.replace('\'', '"')), Path.of("."), StateDict.of(tensors));
  }

  /** The same case with another description. */
  public static ReferenceCase with(ReferenceCase reference, JsonNode json) {
    return new ReferenceCase(reference.name(), json, reference.folder(), reference.tensors());
  }

  /** The description of a case, to be altered. */
  public static ObjectNode copy(ReferenceCase reference) throws IOException {
    return (ObjectNode) MAPPER.readTree(reference.json().toString());
  }

  /** A copy of the case for each of its objects, which holds one field more. */
  public static List<ReferenceCase> surprised(ReferenceCase reference) throws IOException {
    List<ReferenceCase> copies = new ArrayList<>();
    for (int object = 0; ; object++) {
      ObjectNode json = copy(reference);
      List<ObjectNode> objects = new ArrayList<>();
      collect(json, "", objects);
      if (object == objects.size()) {
        return copies;
      }
      objects.get(object).put(SURPRISE, "x");
      copies.add(with(reference, json));
    }
  }

  private static void collect(JsonNode node, String name, List<ObjectNode> into) {
    if (name.startsWith("float32_vs") || name.startsWith("float64_") || name.startsWith("f32_")) {
      return;
    }
    if (node instanceof ObjectNode object && !name.equals("tensors")) {
      into.add(object);
      object.fields().forEachRemaining(field -> collect(field.getValue(), field.getKey(), into));
    } else if (node.isArray()) {
      node.forEach(element -> collect(element, name, into));
    }
  }
}
