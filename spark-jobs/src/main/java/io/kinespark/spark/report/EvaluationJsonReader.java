package io.kinespark.spark.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.json.Json;
import io.kinespark.json.JsonLimits;
import io.kinespark.spark.evaluate.metrics.AbsentClasses;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.json.JsonFields;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a {@code report.json} that {@link EvaluationJson} wrote, for comparing runs or drawing the
 * page again.
 */
public final class EvaluationJsonReader {
  private EvaluationJsonReader() {}

  /**
   * Reads the whole result.
   *
   * @throws IOException if {@code in} cannot be read, is no report or one of another version; the
   *     message names the field
   */
  public static EvaluationResult read(Reader in) throws IOException {
    try {
      JsonFields report = JsonFields.of(Json.read(in, JsonLimits.ofFiles().withHalfPairs()));
      checkFormat(report);
      EvaluationResult result =
          new EvaluationResult(
              facts(report.object("run")),
              strings(report.array("classes")),
              metrics(report.object("metrics")),
              counts(report.object("counts")),
              videos(report.array("videos")),
              rejections(report.array("rejections")),
              WidthsJson.read(report));
      checkLabelMap(report, result);
      return result;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(
          "The evaluation report holds values that do not fit: " + e.getMessage(), e);
    }
  }

  /**
   * Reads what the report says of the files beside it.
   *
   * @return empty for a report that stands alone
   * @throws IOException as {@link #read}
   */
  static Optional<Edition> readEdition(Reader in) throws IOException {
    JsonFields report = JsonFields.of(Json.read(in, JsonLimits.ofFiles().withHalfPairs()));
    checkFormat(report);
    return Edition.read(report);
  }

  private static void checkFormat(JsonFields report) throws IOException {
    if (!report.node().path("format").asText().equals(EvaluationJson.FORMAT)) {
      throw new IOException(
          "This is not an evaluation report: field 'format' is not '"
              + EvaluationJson.FORMAT
              + "'");
    }
    int version = report.integer("version");
    if (version != EvaluationJson.VERSION) {
      throw new IOException(
          "The evaluation report has version "
              + version
              + " but this Kinespark reads version "
              + EvaluationJson.VERSION
              + "; read it with the Kinespark that wrote it or evaluate again");
    }
  }

  private static void checkLabelMap(JsonFields report, EvaluationResult result) throws IOException {
    String written = report.text(EvaluationJson.LABEL_MAP);
    if (!written.equals(result.labelMapHash())) {
      throw new IOException(
          "The evaluation report was made with label map %s but lists the classes of %s; it was changed by hand"
              .formatted(written, result.labelMapHash()));
    }
  }

  private static EvaluationMetrics metrics(JsonFields metrics) throws IOException {
    return new EvaluationMetrics(
        metrics.whole("videos"),
        metrics.optionalNumber("top1"),
        metrics.optionalNumber("top5"),
        metrics.optionalNumber("mean-class-accuracy"),
        metrics.optionalNumber("mean-average-precision"),
        metrics.optionalNumber("mmit-mean-average-precision"),
        metrics.flag(EvaluationJson.ABSENT_CLASSES_COUNT, /* missing= */ false)
            ? AbsentClasses.COUNT_AS_ZERO
            : AbsentClasses.LEFT_OUT);
  }

  private static DataCounts counts(JsonFields counts) throws IOException {
    return new DataCounts(counts.whole("expected"), counts.whole("found"), counts.whole("decoded"));
  }

  private static RunFacts facts(JsonFields run) throws IOException {
    return new RunFacts(
        run.text("title"),
        run.text("dataset"),
        run.text("split"),
        run.text("model"),
        run.text("checkpoint"),
        run.text("protocol"),
        run.text("config"),
        Instant.parse(run.text("started")),
        timings(run.object("timings")),
        stringMap(run.object("versions")),
        stringMap(run.object("hardware")));
  }

  private static Map<String, Duration> timings(JsonFields timings) throws IOException {
    Map<String, Duration> map = new LinkedHashMap<>();
    for (Iterator<String> names = timings.node().fieldNames(); names.hasNext(); ) {
      String name = names.next();
      map.put(name, Duration.ofMillis(Math.round(1000 * timings.number(name))));
    }
    return map;
  }

  private static Map<String, String> stringMap(JsonFields fields) throws IOException {
    Map<String, String> map = new LinkedHashMap<>();
    for (Iterator<String> names = fields.node().fieldNames(); names.hasNext(); ) {
      String name = names.next();
      map.put(name, fields.text(name));
    }
    return map;
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(node -> strings.add(node.asText()));
    return strings;
  }

  private static List<VideoResult> videos(JsonNode array) throws IOException {
    List<VideoResult> videos = new ArrayList<>();
    for (JsonNode node : array) {
      JsonFields video = JsonFields.of(node);
      List<ClassScore> top = new ArrayList<>();
      for (JsonNode pair : video.array("top")) {
        top.add(
            new ClassScore(
                JsonFields.integer("top", pair.path(0)), JsonFields.number("top", pair.path(1))));
      }
      videos.add(
          new VideoResult(
              video.text("id"),
              integers("labels", video.array("labels")),
              top,
              video.integer("views"),
              video.integer("views-expected"),
              integers(WidthsJson.WIDTHS, video.node().path(WidthsJson.WIDTHS))));
    }
    return videos;
  }

  private static List<Integer> integers(String name, JsonNode array) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode number : array) {
      numbers.add(JsonFields.integer(name, number));
    }
    return numbers;
  }

  private static List<Rejection> rejections(JsonNode array) throws IOException {
    List<Rejection> rejections = new ArrayList<>();
    for (JsonNode node : array) {
      JsonFields rejection = JsonFields.of(node);
      rejections.add(
          new Rejection(rejection.text("id"), rejection.text("reason"), rejection.text("detail")));
    }
    return rejections;
  }
}
