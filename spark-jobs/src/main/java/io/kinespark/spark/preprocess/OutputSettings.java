package io.kinespark.spark.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinespark.json.Json;
import io.kinespark.json.JsonLimits;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.layout.ImageFolders;
import io.kinespark.preprocessing.layout.MediaLayout;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.shard.Reduction;
import io.kinespark.preprocessing.shard.ShardOptions;
import io.kinespark.preprocessing.shard.Storage;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.spark.config.ConfigReader;
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
record OutputSettings(SortedMap<String, String> values) {
  private static final String FORMAT = "4";

  /**
   * The settings of a split.
   *
   * @param plan what the job is told
   * @param root the videos' folder, qualified
   * @param listing the annotation file
   * @param labelMap the classes
   */
  static OutputSettings of(
      PreprocessPlan plan, Path root, SplitListing listing, LabelMap labelMap) {
    SortedMap<String, String> values = new TreeMap<>();
    values.put("format", FORMAT);
    values.put("annotations.sha256", listing.sha256());
    values.put("labels.sha256", labelMap.sha256());
    values.put("dataset.root", root.toString());
    values.put("dataset.format", plan.dataset().format().toString());
    values.put("dataset.labels", plan.dataset().coding().toString());
    putLayout(plan.dataset().layout(), listing.split(), values);
    putDecode(plan.decode(), values);
    values.put("preprocess.videos-per-task", Integer.toString(plan.job().videosPerTask()));
    values.put("preprocess.pack", Boolean.toString(plan.job().pack()));
    if (plan.job().pack()) {
      putShard(plan.shard(), values);
    }
    return new OutputSettings(values);
  }

  private static void putLayout(MediaLayout layout, Split split, SortedMap<String, String> values) {
    values.put("dataset.folder", layout.folders().getOrDefault(split, ""));
    values.put("dataset.extensions", String.join(", ", layout.extensions()));
    values.put("dataset.search", Boolean.toString(layout.search()));
    if (!layout.fileSystems().isEmpty()) {
      values.put("dataset.file-systems", String.join(", ", layout.fileSystems()));
    }
    values.put("dataset.images", layout.images().map(ImageFolders::toString).orElse("none"));
  }

  /** All but the number of threads, which changes no result. */
  private static void putDecode(DecodeOptions decode, SortedMap<String, String> values) {
    values.put("decode.max-pixels", Long.toString(decode.maxPixels()));
    values.put("decode.max-frames", Integer.toString(decode.maxFrames()));
    values.put("decode.max-duration", decode.maxDuration().toString());
    values.put("decode.deadline", decode.deadline().toString());
    values.put("decode.truncation", Double.toString(decode.truncation()));
    values.put(
        "decode.damage",
        decode.damage().rejectsAll() ? "reject" : "keep from " + decode.damage().minFrames());
    values.put("decode.rotate", Boolean.toString(decode.presentation().rotate()));
    values.put("decode.square-pixels", Boolean.toString(decode.presentation().squarePixels()));
  }

  private static void putShard(ShardOptions shard, SortedMap<String, String> values) {
    values.put("shard.max-bytes", Long.toString(shard.maxBytes()));
    if (shard.storage() instanceof Storage.Jpeg jpeg) {
      values.put("shard.format", "jpeg");
      putReduction(jpeg.reduction(), values);
      values.put("shard.jpeg-quality", Integer.toString(jpeg.quality()));
    } else if (shard.storage() instanceof Storage.Encoded video) {
      values.put("shard.format", "video");
      putReduction(video.reduction(), values);
      values.put("shard.video.codec", ConfigReader.nameOf(video.codec()));
      values.put("shard.video.key-frame-every", Integer.toString(video.gop()));
      values.put("shard.video.quantiser", Integer.toString(video.quantiser()));
    } else {
      values.put("shard.format", "original");
    }
  }

  private static void putReduction(Reduction reduction, SortedMap<String, String> values) {
    values.put("shard.short-side", Integer.toString(reduction.shortSide()));
    values.put("shard.fps", Double.toString(reduction.fps()));
  }

  /** What differs, as {@code key = theirs (now ours)}. */
  List<String> differences(OutputSettings made) {
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

  static OutputSettings parse(byte[] json) throws IOException {
    JsonNode root = Json.read(json, JsonLimits.ofFiles());
    if (!root.isObject()) {
      throw new IOException("not a JSON object");
    }
    SortedMap<String, String> values = new TreeMap<>();
    Iterable<Map.Entry<String, JsonNode>> fields = root::fields;
    fields.forEach(field -> values.put(field.getKey(), field.getValue().asText()));
    return new OutputSettings(values);
  }
}
