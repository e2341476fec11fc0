package io.kinespark.spark.preprocess;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kinespark.preprocessing.annotation.AnnotationNote;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.spark.config.ConfigReader;
import io.kinespark.spark.json.JsonEscapes;
import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.preprocess.UnitResult.Shard;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The counts of a split.
 *
 * @param split the split
 * @param rows rows of its annotation file
 * @param ready videos that can be used
 * @param frames frames of those
 * @param shards shards that they are packed into
 * @param bytes bytes of the shards
 * @param reasons why the others were set aside, most frequent first
 * @param classes the classes in the order of their labels
 * @param notes what else there is to say of the annotation file
 */
record SplitSummary(
    Split split,
    int rows,
    int ready,
    long frames,
    int shards,
    long bytes,
    List<ReasonCount> reasons,
    List<ClassCount> classes,
    List<AnnotationNote> notes) {

  /**
   * A reason and how often it was met.
   *
   * @param reason the reason
   * @param videos rows and videos that were set aside for it
   * @param example the first of them and what was found
   */
  record ReasonCount(RejectReason reason, int videos, String example) {}

  /**
   * What there is of a class. A video with several labels counts for each.
   *
   * @param label its label
   * @param name its name
   * @param ready videos that can be used
   * @param rejected videos that were set aside
   * @param frames frames of those that can be used
   */
  record ClassCount(int label, String name, int ready, int rejected, long frames) {}

  static SplitSummary of(SplitListing listing, Manifest manifest, List<Shard> shards) {
    List<VideoRecord> ready = manifest.ready();
    return new SplitSummary(
        listing.split(),
        manifest.records().size(),
        ready.size(),
        ready.stream().mapToLong(VideoRecord::sampleFrames).sum(),
        shards.size(),
        shards.stream().mapToLong(Shard::bytes).sum(),
        reasons(manifest.rejects()),
        classes(manifest),
        listing.notes());
  }

  private static List<ClassCount> classes(Manifest manifest) {
    int[] ready = new int[manifest.labelMap().size()];
    int[] rejected = new int[ready.length];
    long[] frames = new long[ready.length];
    for (VideoRecord video : manifest.records()) {
      for (int label : Set.copyOf(video.labels())) {
        if (video.isReady()) {
          ready[label]++;
          frames[label] += video.sampleFrames();
        } else {
          rejected[label]++;
        }
      }
    }
    return IntStream.range(0, ready.length)
        .mapToObj(
            label ->
                new ClassCount(
                    label,
                    manifest.labelMap().name(label),
                    ready[label],
                    rejected[label],
                    frames[label]))
        .toList();
  }

  private static List<ReasonCount> reasons(List<VideoRecord> rejects) {
    Map<RejectReason, ReasonCount> counts = new EnumMap<>(RejectReason.class);
    for (VideoRecord video : rejects) {
      VideoStatus.Rejected why = (VideoStatus.Rejected) video.status();
      counts.merge(
          why.reason(),
          new ReasonCount(why.reason(), 1, video.id() + ": " + why.detail()),
          (before, one) -> new ReasonCount(one.reason(), before.videos() + 1, before.example()));
    }
    return counts.values().stream()
        .sorted(Comparator.comparingInt(ReasonCount::videos).reversed())
        .toList();
  }

  int rejected() {
    return rows - ready;
  }

  double rejectShare() {
    return rows == 0 ? 0 : rejected() / (double) rows;
  }

  /** How a split is named in files and tables. */
  static String name(Split split) {
    return ConfigReader.nameOf(split);
  }

  String name() {
    return name(split);
  }

  byte[] toJson() throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode();
    root.put("split", name());
    root.put("rows", rows);
    root.put("ready", ready);
    root.put("rejected", rejected());
    ObjectNode counts = root.putObject("reasons");
    reasons.forEach(count -> counts.put(count.reason().name(), count.videos()));
    ArrayNode noted = root.putArray("notes");
    for (AnnotationNote note : notes) {
      noted
          .addObject()
          .put("what", note.what())
          .put("count", note.count())
          .put("example", note.example());
    }
    root.put("frames", frames);
    root.put("shards", shards);
    root.put("bytes", bytes);
    ArrayNode perClass = root.putArray("classes");
    for (ClassCount count : classes) {
      perClass
          .addObject()
          .put("label", count.label())
          .put("name", count.name())
          .put("ready", count.ready())
          .put("rejected", count.rejected())
          .put("frames", count.frames());
    }
    var text = new StringWriter();
    try (JsonGenerator json = JsonEscapes.ofFile().generator(text)) {
      mapper.writeValue(json, root);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
