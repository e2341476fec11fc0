package io.kinespark.spark.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.models.ChannelWidths;
import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.spark.evaluate.metrics.WidthUsage;
import io.kinespark.spark.json.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part {@code widths} of {@code report.json} and of the page's data: what a network cost that
 * chooses a width for every frame, in multiply-accumulates. There is none for other networks.
 *
 * <p>{@code chosen} is the network as it ran, {@code full-width} the same with every frame at full
 * width, {@code slimmable-alone} the slimmable network without the others at full width. {@code
 * saved} is what the first saves of these, a share.
 */
final class WidthsJson {
  static final String WIDTHS = "widths";

  private static final String RATIOS = "ratios";
  private static final String FRAMES_PER_CLIP = "frames-per-clip";
  private static final String COMPOSITION = "composition-of-clip";
  private static final String SLIMMABLE = "slimmable-of-frame";
  private static final String ALONE = "slimmable-alone-of-clip";

  private WidthsJson() {}

  /** Writes the object, or nothing for a network that chooses no widths. */
  static void write(JsonGenerator json, EvaluationResult result) throws IOException {
    if (result.widthCosts().isPresent()) {
      json.writeObjectFieldStart(WIDTHS);
      writeCosts(json, result.widthCosts().get());
      if (result.widthUsage().isPresent()) {
        writeUsage(json, result.widthUsage().get());
      }
      json.writeEndObject();
    }
  }

  private static void writeCosts(JsonGenerator json, WidthCosts costs) throws IOException {
    json.writeArrayFieldStart(RATIOS);
    for (double ratio : costs.widths().ratios()) {
      json.writeNumber(ratio);
    }
    json.writeEndArray();
    EvaluationJson.writeIntegers(json, SLIMMABLE, costs.slimmable());
    json.writeNumberField(COMPOSITION, costs.composition());
    json.writeNumberField(ALONE, costs.slimmableAlone());
    json.writeNumberField(FRAMES_PER_CLIP, costs.framesPerClip());
  }

  private static void writeUsage(JsonGenerator json, WidthUsage usage) throws IOException {
    EvaluationJson.writeIntegers(json, "frames", usage.frames());
    json.writeArrayFieldStart("shares");
    for (double share : usage.shares()) {
      json.writeNumber(share);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("chosen");
    writeMeans(json, usage.chosen());
    json.writeEndObject();
    writeBaseline(json, "full-width", usage.fullWidth(), usage.chosen());
    writeBaseline(json, "slimmable-alone", usage.slimmableAlone(), usage.chosen());
  }

  private static void writeBaseline(
      JsonGenerator json, String name, WidthUsage.MeanCost baseline, WidthUsage.MeanCost chosen)
      throws IOException {
    json.writeObjectFieldStart(name);
    writeMeans(json, baseline);
    json.writeNumberField("saved", chosen.savedOf(baseline));
    json.writeEndObject();
  }

  private static void writeMeans(JsonGenerator json, WidthUsage.MeanCost cost) throws IOException {
    json.writeNumberField("frame", cost.frame());
    json.writeNumberField("view", cost.view());
    json.writeNumberField("video", cost.video());
  }

  /**
   * Reads the costs back; everything else follows from them and the videos.
   *
   * @return empty if the report has none
   * @throws IOException if a field is missing or of another kind
   */
  static Optional<WidthCosts> read(JsonFields report) throws IOException {
    if (!report.node().has(WIDTHS)) {
      return Optional.empty();
    }
    JsonFields widths = report.object(WIDTHS);
    List<Double> ratios = new ArrayList<>();
    for (JsonNode ratio : widths.array(RATIOS)) {
      ratios.add(JsonFields.number(RATIOS, ratio));
    }
    List<Long> slimmable = new ArrayList<>();
    for (JsonNode count : widths.array(SLIMMABLE)) {
      slimmable.add(JsonFields.whole(SLIMMABLE, count));
    }
    return Optional.of(
        new WidthCosts(
            new ChannelWidths(ratios),
            widths.integer(FRAMES_PER_CLIP),
            widths.whole(COMPOSITION),
            slimmable,
            widths.whole(ALONE)));
  }
}
