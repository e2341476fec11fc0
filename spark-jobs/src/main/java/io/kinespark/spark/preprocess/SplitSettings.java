package io.kinespark.spark.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.spark.config.ResolvedValue;
import io.kinespark.spark.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/**
 * What a split's output depends on. Output is continued only with equal settings.
 *
 * @param values by key
 */
record SplitSettings(SortedMap<String, String> values) {
  private static final String FORMAT = "1";
  private static final List<String> DEPENDS_ON =
      List.of(
          "kinespark.dataset.",
          "kinespark.decode.",
          "kinespark.shard.",
          "kinespark.preprocess.pack",
          "kinespark.preprocess.videos-per-task");

  /** Keys whose files' contents count instead, and one that changes no result. */
  private static final List<String> EXCEPT =
      List.of(
          "kinespark.dataset.annotations.",
          "kinespark.dataset.label-names",
          "kinespark.dataset.classes",
          "kinespark.decode.threads");

  /**
   * The settings of a split.
   *
   * @param settings the job's settings
   * @param root the videos' folder, qualified
   * @param listing the annotation file
   * @param labelMap the classes
   */
  static SplitSettings of(Settings settings, Path root, SplitListing listing, LabelMap labelMap) {
    SortedMap<String, String> values = new TreeMap<>();
    for (ResolvedValue value : settings.values()) {
      if (startsWithAny(value.key(), DEPENDS_ON) && !startsWithAny(value.key(), EXCEPT)) {
        values.put(value.key(), value.value());
      }
    }
    values.put("kinespark.dataset.root", root.toString());
    values.put("annotations.sha256", listing.sha256());
    values.put("labels.sha256", labelMap.sha256());
    values.put("format", FORMAT);
    return new SplitSettings(values);
  }

  private static boolean startsWithAny(String key, List<String> prefixes) {
    return prefixes.stream().anyMatch(key::startsWith);
  }

  /** What differs, as {@code key = theirs (now ours)}. */
  List<String> differences(SplitSettings made) {
    TreeSet<String> keys = new TreeSet<>(values.keySet());
    keys.addAll(made.values.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String now = values.getOrDefault(key, "not set");
      String then = made.values.getOrDefault(key, "not set");
      if (!now.equals(then)) {
        differences.add(key + " = " + then + " (now " + now + ")");
      }
    }
    return differences;
  }

  byte[] toJson() throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode();
    values.forEach(root::put);
    return mapper.writeValueAsBytes(root);
  }

  static SplitSettings parse(byte[] json) throws IOException {
    JsonNode root = new ObjectMapper().readTree(json);
    if (root == null || !root.isObject()) {
      throw new IOException("not a JSON object");
    }
    SortedMap<String, String> values = new TreeMap<>();
    Iterable<Map.Entry<String, JsonNode>> fields = root::fields;
    fields.forEach(field -> values.put(field.getKey(), field.getValue().asText()));
    return new SplitSettings(values);
  }
}
