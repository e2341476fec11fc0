package io.kinespark.models.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.json.Json;
import io.kinespark.json.JsonException;
import io.kinespark.json.JsonLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON header of a safetensors file, checked: types, shapes, and offsets without gap or
 * overlap.
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8;

  /** One tensor: where its bytes are, relative to the end of the header. */
  record Entry(String name, ElementType type, List<Long> shape, long begin, int bytes) {}

  List<Entry> inFileOrder() {
    return entries.stream()
        .sorted(Comparator.comparingLong(Entry::begin).thenComparingInt(Entry::bytes))
        .toList();
  }

  long dataBytes() {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }

  static SafetensorsHeader parse(byte[] json, String file) throws IOException {
    JsonNode root;
    try {
      root = Json.read(json, JsonLimits.ofFiles());
    } catch (JsonException e) {
      throw new CheckpointException(
          file, "the header is no JSON (%s)".formatted(e.getMessage()), e);
    }
    if (!root.isObject()) {
      throw new CheckpointException(file, "the header is no JSON object");
    }
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    var fields = root.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (field.getKey().equals(METADATA)) {
        metadata.putAll(metadata(field.getValue(), file));
      } else {
        entries.add(entry(field.getKey(), field.getValue(), file));
      }
    }
    SafetensorsHeader header = new SafetensorsHeader(List.copyOf(entries), metadata);
    header.requireGapless(file);
    return header;
  }

  private static Map<String, String> metadata(JsonNode node, String file)
      throws CheckpointException {
    Map<String, String> metadata = new LinkedHashMap<>();
    var fields = node.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!field.getValue().isTextual()) {
        throw new CheckpointException(file, "metadata '%s' is no string".formatted(field.getKey()));
      }
      metadata.put(field.getKey(), field.getValue().asText());
    }
    return metadata;
  }

  private static Entry entry(String name, JsonNode node, String file) throws CheckpointException {
    ElementType type =
        ElementType.ofCode(node.path("dtype").asText())
            .orElseThrow(
                () ->
                    new CheckpointException(
                        file,
                        "tensor '%s' has the unsupported dtype %s"
                            .formatted(name, node.path("dtype"))));
    long[] shape = integers(node.path("shape"), "shape", name, file);
    long[] offsets = integers(node.path("data_offsets"), "data_offsets", name, file);
    if (offsets.length != 2 || offsets[1] < offsets[0]) {
      throw new CheckpointException(
          file,
          "tensor '%s' has impossible data_offsets %s".formatted(name, Arrays.toString(offsets)));
    }
    long bytes = offsets[1] - offsets[0];
    if (bytes > Integer.MAX_VALUE - ALIGNMENT) {
      throw new CheckpointException(
          file, "tensor '%s' has %d bytes; up to 2 GiB are supported".formatted(name, bytes));
    }
    if (bytes != expectedBytes(type, shape, name, file)) {
      throw new CheckpointException(
          file,
          "tensor '%s' of %s %s does not fit its %d bytes"
              .formatted(name, type.code(), Arrays.toString(shape), bytes));
    }
    return new Entry(name, type, Arrays.stream(shape).boxed().toList(), offsets[0], (int) bytes);
  }

  private static long expectedBytes(ElementType type, long[] shape, String name, String file)
      throws CheckpointException {
    try {
      long bytes = type.bytes();
      for (long extent : shape) {
        bytes = Math.multiplyExact(bytes, extent);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new CheckpointException(
          file,
          "tensor '%s' has the impossible shape %s".formatted(name, Arrays.toString(shape)),
          e);
    }
  }

  private static long[] integers(JsonNode node, String what, String name, String file)
      throws CheckpointException {
    if (!node.isArray()) {
      throw new CheckpointException(file, "tensor '%s' has no %s".formatted(name, what));
    }
    long[] values = new long[node.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode element = node.get(i);
      if (!element.isIntegralNumber() || !element.canConvertToLong() || element.asLong() < 0) {
        throw new CheckpointException(
            file, "tensor '%s' has impossible %s %s".formatted(name, what, node));
      }
      values[i] = element.asLong();
    }
    return values;
  }

  private void requireGapless(String file) throws CheckpointException {
    long end = 0;
    for (Entry entry : inFileOrder()) {
      if (entry.begin() != end) {
        throw new CheckpointException(
            file,
            "tensor '%s' begins at byte %d, not at %d: tensors overlap or leave a gap"
                .formatted(entry.name(), entry.begin(), end));
      }
      end += entry.bytes();
    }
  }

  static byte[] format(StateDict state, List<Map.Entry<String, HostTensor>> inFileOrder)
      throws IOException {
    Map<String, Long> begins = new HashMap<>();
    long offset = 0;
    for (Map.Entry<String, HostTensor> entry : inFileOrder) {
      begins.put(entry.getKey(), offset);
      offset += entry.getValue().buffer().remaining();
    }
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(header)) {
      json.writeStartObject();
      if (!state.metadata().isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> entry : state.metadata().entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      for (Map.Entry<String, HostTensor> entry : state.tensors().entrySet()) {
        writeEntry(json, entry.getKey(), entry.getValue(), begins.get(entry.getKey()));
      }
      json.writeEndObject();
    }
    while (header.size() % ALIGNMENT != 0) {
      header.write(' ');
    }
    return header.toByteArray();
  }

  private static void writeEntry(JsonGenerator json, String name, HostTensor tensor, long begin)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", tensor.type().code());
    json.writeArrayFieldStart("shape");
    for (long extent : tensor.shape()) {
      json.writeNumber(extent);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("data_offsets");
    json.writeNumber(begin);
    json.writeNumber(begin + tensor.buffer().remaining());
    json.writeEndArray();
    json.writeEndObject();
  }
}
