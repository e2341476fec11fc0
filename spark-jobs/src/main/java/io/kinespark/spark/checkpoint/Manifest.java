package io.kinespark.spark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The file that makes a folder a checkpoint.
 *
 * @param info where in the run it was taken
 * @param files size and digest of every other file by name
 */
record Manifest(CheckpointInfo info, Map<String, Entry> files) {

  static final String NAME = "MANIFEST.json";
  private static final int FORMAT = 1;
  private static final String TOP1 = "top1";
  private static final String MEAN_AVERAGE_PRECISION = "meanAveragePrecision";
  private static final ObjectMapper JSON = new ObjectMapper();

  Manifest {
    files = Map.copyOf(files);
  }

  /**
   * One file.
   *
   * @param bytes its length
   * @param sha256 its digest, in lower-case hexadecimal
   */
  record Entry(long bytes, String sha256) {}

  byte[] toJson() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("iterations", info.iterations());
    root.put("epochs", info.epochs());
    root.put("replicas", info.replicas());
    root.put("seed", info.seed());
    root.put("configHash", info.configHash());
    root.put("labelMapHash", info.labelMapHash());
    info.top1().ifPresent(top1 -> root.put(TOP1, top1));
    info.meanAveragePrecision().ifPresent(map -> root.put(MEAN_AVERAGE_PRECISION, map));
    ObjectNode entries = root.putObject("files");
    new TreeMap<>(files)
        .forEach(
            (name, entry) ->
                entries.putObject(name).put("bytes", entry.bytes()).put("sha256", entry.sha256()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  static Manifest parse(byte[] json, String where) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      throw new CheckpointCorruptException(where + " is not JSON", e);
    }
    if (root == null || root.path("format").asInt() != FORMAT || !root.path("files").isObject()) {
      throw new CheckpointCorruptException(
          where + " is not a checkpoint manifest of format " + FORMAT);
    }
    Map<String, Entry> files = new TreeMap<>();
    root.path("files")
        .fields()
        .forEachRemaining(
            field ->
                files.put(
                    field.getKey(),
                    new Entry(
                        field.getValue().path("bytes").asLong(-1),
                        field.getValue().path("sha256").asText())));
    var info =
        new CheckpointInfo(
            root.path("iterations").asInt(),
            root.path("epochs").asInt(),
            root.path("replicas").asInt(),
            root.path("seed").asLong(),
            root.path("configHash").asText(),
            root.path("labelMapHash").asText(),
            measure(root, TOP1),
            measure(root, MEAN_AVERAGE_PRECISION));
    return new Manifest(info, files);
  }

  private static OptionalDouble measure(JsonNode root, String name) {
    JsonNode share = root.path(name);
    return share.isNumber() ? OptionalDouble.of(share.asDouble()) : OptionalDouble.empty();
  }
}
