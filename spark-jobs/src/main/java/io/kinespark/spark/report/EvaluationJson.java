package io.kinespark.spark.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.kinespark.spark.evaluate.metrics.AbsentClasses;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.json.JsonEscapes;
import io.kinespark.spark.json.JsonFields;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an evaluation as {@code report.json}. Keys come in a fixed order, times are ISO 8601,
 * durations are seconds, shares lie in [0, 1] and a measure that is not defined is left out. {@link
 * EvaluationJsonReader} reads it back.
 */
public final class EvaluationJson {
  static final String FORMAT = "kinespark-evaluation";
  static final int VERSION = 1;
  static final String LABEL_MAP = "label-map-sha256";
  static final String ABSENT_CLASSES_COUNT = "absent-classes-count";

  private EvaluationJson() {}

  /**
   * Writes the whole result. Does not close {@code out}.
   *
   * @param edition what else the evaluation has written; empty if the report stands alone
   * @throws IOException if {@code out} cannot be written
   */
  public static void write(EvaluationResult result, Optional<Edition> edition, Writer out)
      throws IOException {
    JsonGenerator json =
        JsonEscapes.ofFile().generator(out).setPrettyPrinter(new DefaultPrettyPrinter());
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    if (edition.isPresent()) {
      edition.get().write(json);
    }
    writeMetrics(json, result.metrics());
    writeCounts(json, result);
    WidthsJson.write(json, result);
    writeFacts(json, result.facts());
    json.writeStringField(LABEL_MAP, result.labelMapHash());
    json.writeArrayFieldStart("classes");
    for (String name : result.classNames()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rejections");
    for (Rejection rejection : result.rejections()) {
      writeRejection(json, rejection);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("videos");
    for (VideoResult video : result.videos()) {
      writeVideo(json, video);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private static void writeMetrics(JsonGenerator json, EvaluationMetrics metrics)
      throws IOException {
    json.writeObjectFieldStart("metrics");
    json.writeNumberField("videos", metrics.videos());
    JsonFields.writeIfPresent(json, "top1", metrics.top1());
    JsonFields.writeIfPresent(json, "top5", metrics.top5());
    JsonFields.writeIfPresent(json, "mean-class-accuracy", metrics.meanClassAccuracy());
    JsonFields.writeIfPresent(json, "mean-average-precision", metrics.meanAveragePrecision());
    JsonFields.writeIfPresent(
        json, "mmit-mean-average-precision", metrics.mmitMeanAveragePrecision());
    json.writeBooleanField(
        ABSENT_CLASSES_COUNT, metrics.absentClasses() == AbsentClasses.COUNT_AS_ZERO);
    json.writeEndObject();
  }

  private static void writeCounts(JsonGenerator json, EvaluationResult result) throws IOException {
    json.writeObjectFieldStart("counts");
    json.writeNumberField("expected", result.counts().expected());
    json.writeNumberField("found", result.counts().found());
    json.writeNumberField("decoded", result.counts().decoded());
    json.writeEndObject();
  }

  private static void writeFacts(JsonGenerator json, RunFacts facts) throws IOException {
    json.writeObjectFieldStart("run");
    json.writeStringField("title", facts.title());
    json.writeStringField("dataset", facts.dataset());
    json.writeStringField("split", facts.split());
    json.writeStringField("model", facts.model());
    json.writeStringField("checkpoint", facts.checkpoint());
    json.writeStringField("protocol", facts.protocol());
    json.writeStringField("started", facts.started().toString());
    json.writeObjectFieldStart("timings");
    for (Map.Entry<String, Duration> timing : facts.timings().entrySet()) {
      json.writeNumberField(timing.getKey(), seconds(timing.getValue()));
    }
    json.writeEndObject();
    writeMap(json, "versions", facts.versions());
    writeMap(json, "hardware", facts.hardware());
    json.writeStringField("config", facts.config());
    json.writeEndObject();
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static void writeMap(JsonGenerator json, String name, Map<String, String> map)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : map.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeRejection(JsonGenerator json, Rejection rejection) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", rejection.videoId());
    json.writeStringField("reason", rejection.reason());
    json.writeStringField("detail", rejection.detail());
    json.writeEndObject();
  }

  private static void writeVideo(JsonGenerator json, VideoResult video) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", video.id());
    writeIntegers(json, "labels", video.labels());
    json.writeNumberField("predicted", video.predicted());
    json.writeBooleanField("correct", video.correct());
    json.writeArrayFieldStart("top");
    for (ClassScore score : video.top()) {
      json.writeStartArray();
      json.writeNumber(score.classIndex());
      json.writeNumber(score.score());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeNumberField("views", video.viewsGot());
    json.writeNumberField("views-expected", video.viewsExpected());
    if (!video.widths().isEmpty()) {
      writeIntegers(json, WidthsJson.WIDTHS, video.widths());
    }
    json.writeEndObject();
  }

  static void writeIntegers(JsonGenerator json, String name, List<? extends Number> numbers)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Number number : numbers) {
      json.writeNumber(number.longValue());
    }
    json.writeEndArray();
  }
}
