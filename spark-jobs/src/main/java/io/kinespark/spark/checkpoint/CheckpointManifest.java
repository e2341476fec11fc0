package io.kinespark.spark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinespark.json.Json;
import io.kinespark.json.JsonLimits;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The file that makes a folder a checkpoint.
 *
 * <p>Since format 2 it names its run and holds its own digest. Format 1 is still read.
 *
 * @param run the run that it is of
 * @param info where in the run it was taken
 * @param files size and digest of every other file by name
 */
record CheckpointManifest(RunIdentity run, CheckpointInfo info, Map<String, Entry> files) {

  static final String NAME = "MANIFEST.json";
  private static final int FORMAT = 2;
  private static final int FORMAT_WITHOUT_RUN = 1;
  private static final String DIGEST = "sha256";
  private static final String TOP1 = "top1";
  private static final String MEAN_AVERAGE_PRECISION = "meanAveragePrecision";
  private static final ObjectMapper JSON = new ObjectMapper();

  CheckpointManifest {
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
    run.writeTo(root);
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
    root.put(DIGEST, digest(root));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /** Of everything else, however it is laid out. */
  private static String digest(ObjectNode root) throws IOException {
    return Digests.sha256(JSON.writeValueAsBytes(root.deepCopy().without(DIGEST)));
  }

  /** Bytes of all files. */
  long bytes() {
    return files.values().stream().mapToLong(Entry::bytes).sum();
  }

  static CheckpointManifest parse(byte[] json, String where) throws IOException {
    JsonNode root;
    try {
      root = Json.read(json, JsonLimits.ofFiles());
    } catch (IOException e) {
      throw new CheckpointCorruptException(where + " is not JSON: " + e.getMessage(), e);
    }
    int format = root.path("format").asInt();
    if ((format != FORMAT && format != FORMAT_WITHOUT_RUN) || !root.path("files").isObject()) {
      throw new CheckpointCorruptException(
          where + " is not a checkpoint manifest of format " + FORMAT);
    }
    if (format == FORMAT && !root.path(DIGEST).asText().equals(digest((ObjectNode) root))) {
      throw new CheckpointCorruptException(where + " does not match its own digest");
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
    return new CheckpointManifest(RunIdentity.of(root), info, files);
  }

  private static OptionalDouble measure(JsonNode root, String name) {
    JsonNode share = root.path(name);
    return share.isNumber() ? OptionalDouble.of(share.asDouble()) : OptionalDouble.empty();
  }
}
