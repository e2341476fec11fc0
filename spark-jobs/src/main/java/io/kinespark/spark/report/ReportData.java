package io.kinespark.spark.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kinespark.spark.evaluate.metrics.AbsentClasses;
import io.kinespark.spark.evaluate.metrics.ClassAccuracy;
import io.kinespark.spark.evaluate.metrics.Confusion;
import io.kinespark.spark.evaluate.metrics.ConfusionMatrix;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.json.JsonEscapes;
import io.kinespark.spark.json.JsonFields;
import io.kinespark.spark.progress.EpochRecord;
import io.kinespark.spark.progress.IterationRecord;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@code report.js} draws: a digest of the evaluation whose size does not grow with the number
 * of right predictions. Written without any {@code <}, so that it may stand inside a script
 * element.
 */
final class ReportData {
  /** More points than a chart has pixels show nothing. */
  private static final int CURVE_POINTS = 600;

  private static final int LISTED_MISTAKES = 10_000;
  private static final int LISTED_REJECTIONS = 100;

  private final EvaluationResult result;
  private final Optional<String> evaluation;
  private final Adornments adornments;

  ReportData(EvaluationResult result, Optional<String> evaluation, Adornments adornments) {
    this.result = result;
    this.evaluation = evaluation;
    this.adornments = adornments;
  }

  void write(Writer out) throws IOException {
    JsonGenerator json = JsonEscapes.ofScript().generator(out);
    json.writeStartObject();
    writeFacts(json);
    writeMetrics(json);
    WidthsJson.write(json, result);
    json.writeArrayFieldStart("classes");
    for (String name : result.classNames()) {
      json.writeString(name);
    }
    json.writeEndArray();
    writeClasses(json);
    writeMistakes(json);
    writeRejections(json);
    writeCurves(json);
    writeMissing(json);
    json.writeEndObject();
    json.close();
  }

  private void writeFacts(JsonGenerator json) throws IOException {
    RunFacts facts = result.facts();
    json.writeStringField("title", facts.title());
    json.writeStringField("dataset", facts.dataset());
    json.writeStringField("split", facts.split());
    json.writeStringField("model", facts.model());
    json.writeStringField("checkpoint", facts.checkpoint());
    json.writeStringField("labelMap", result.labelMapHash());
    json.writeStringField("protocol", facts.protocol());
    json.writeStringField("started", facts.started().toString());
    json.writeStringField("config", facts.config());
    json.writeArrayFieldStart("timings");
    for (Map.Entry<String, Duration> timing : facts.timings().entrySet()) {
      json.writeStartArray();
      json.writeString(timing.getKey());
      json.writeNumber(EvaluationJson.seconds(timing.getValue()));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeStringField("evaluation", evaluation.orElse(""));
    writePairs(json, "versions", facts.versions());
    writePairs(json, "hardware", facts.hardware());
  }

  private static void writePairs(JsonGenerator json, String name, Map<String, String> pairs)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      json.writeStartArray();
      json.writeString(pair.getKey());
      json.writeString(pair.getValue());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void writeMetrics(JsonGenerator json) throws IOException {
    EvaluationMetrics metrics = result.metrics();
    json.writeObjectFieldStart("metrics");
    JsonFields.writeIfPresent(json, "top1", metrics.top1());
    JsonFields.writeIfPresent(json, "top5", metrics.top5());
    JsonFields.writeIfPresent(json, "meanClassAccuracy", metrics.meanClassAccuracy());
    JsonFields.writeIfPresent(json, "meanAveragePrecision", metrics.meanAveragePrecision());
    JsonFields.writeIfPresent(json, "mmitMeanAveragePrecision", metrics.mmitMeanAveragePrecision());
    json.writeBooleanField(
        "absentClassesCount", metrics.absentClasses() == AbsentClasses.COUNT_AS_ZERO);
    json.writeEndObject();
    json.writeObjectFieldStart("counts");
    json.writeNumberField("expected", result.counts().expected());
    json.writeNumberField("found", result.counts().found());
    json.writeNumberField("decoded", result.counts().decoded());
    json.writeNumberField("incomplete", result.incompleteVideos());
    json.writeEndObject();
  }

  private void writeClasses(JsonGenerator json) throws IOException {
    Optional<ConfusionMatrix> matrix = result.confusion();
    json.writeBooleanField("singleLabel", matrix.isPresent());
    json.writeArrayFieldStart("perClass");
    for (ClassAccuracy accuracy : matrix.map(ConfusionMatrix::perClass).orElse(List.of())) {
      writeNumbers(json, accuracy.support(), accuracy.predicted(), accuracy.correct());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("classMacs");
    for (int c = 0; result.widthCosts().isPresent() && c < result.classNames().size(); c++) {
      OptionalDouble macs =
          result.widthUsage(c).stream().mapToDouble(usage -> usage.chosen().video()).findFirst();
      if (macs.isPresent()) {
        json.writeNumber(macs.getAsDouble());
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("confusion");
    for (Confusion cell : matrix.map(ConfusionMatrix::cells).orElse(List.of())) {
      writeNumbers(json, cell.truth(), cell.predicted(), cell.count());
    }
    json.writeEndArray();
  }

  private static void writeNumbers(JsonGenerator json, long... numbers) throws IOException {
    json.writeStartArray();
    for (long number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  private void writeMistakes(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("strips");
    for (Mistake mistake : adornments.mistakes()) {
      json.writeStartObject();
      json.writeStringField("id", mistake.video().id());
      json.writeFieldName("labels");
      writeLabels(json, mistake.video());
      json.writeArrayFieldStart("top");
      for (ClassScore score : mistake.video().top()) {
        json.writeStartArray();
        json.writeNumber(score.classIndex());
        json.writeNumber(score.score());
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("frames");
      for (byte[] frame : mistake.frames()) {
        json.writeString("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(frame));
      }
      json.writeEndArray();
      json.writeStringField("trouble", mistake.trouble().orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField(
        "wrongTotal", result.videos().stream().filter(VideoResult::wrong).count());
    json.writeArrayFieldStart("wrong");
    for (VideoResult video : result.worstMistakes(LISTED_MISTAKES)) {
      json.writeStartArray();
      json.writeString(video.id());
      writeLabels(json, video);
      json.writeNumber(video.predicted());
      json.writeNumber((float) video.score());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void writeLabels(JsonGenerator json, VideoResult video) throws IOException {
    json.writeStartArray();
    for (int label : video.labels()) {
      json.writeNumber(label);
    }
    json.writeEndArray();
  }

  private void writeRejections(JsonGenerator json) throws IOException {
    Map<String, List<Rejection>> byReason =
        result.rejections().stream()
            .collect(Collectors.groupingBy(Rejection::reason, TreeMap::new, Collectors.toList()));
    json.writeArrayFieldStart("rejections");
    for (Map.Entry<String, List<Rejection>> reason : byReason.entrySet()) {
      json.writeStartObject();
      json.writeStringField("reason", reason.getKey());
      json.writeNumberField("count", reason.getValue().size());
      json.writeArrayFieldStart("videos");
      for (Rejection rejection : reason.getValue().stream().limit(LISTED_REJECTIONS).toList()) {
        json.writeStartArray();
        json.writeString(rejection.videoId());
        json.writeString(rejection.detail());
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeCurves(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("curves");
    writeCurve(json, "loss", step -> OptionalDouble.of(step.loss()));
    writeCurve(json, "top1", IterationRecord::top1);
    writeCurve(json, "learningRate", step -> OptionalDouble.of(step.learningRate()));
    json.writeEndObject();
    json.writeArrayFieldStart("epochs");
    for (EpochRecord epoch : adornments.training().epochs()) {
      json.writeStartObject();
      json.writeNumberField("epoch", epoch.epoch());
      json.writeNumberField("iteration", epoch.iteration());
      writeFinite(json, "trainLoss", OptionalDouble.of(epoch.trainLoss()));
      writeFinite(json, "trainTop1", epoch.trainTop1());
      writeFinite(json, "validationTop1", epoch.validationTop1());
      writeFinite(json, "validationTop5", epoch.validationTop5());
      writeFinite(json, "validationMap", epoch.validationMap());
      writeFinite(json, "learningRate", OptionalDouble.of(epoch.learningRate()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeMissing(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("logDamage");
    for (String sentence : adornments.training().damage()) {
      json.writeString(sentence);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("missing");
    for (Map.Entry<String, String> part : new TreeMap<>(adornments.missing()).entrySet()) {
      json.writeStringField(part.getKey(), part.getValue());
    }
    json.writeEndObject();
  }

  private void writeCurve(
      JsonGenerator json, String name, Function<IterationRecord, OptionalDouble> measure)
      throws IOException {
    LearningCurve curve =
        new LearningCurve(
            adornments.training().iterations().stream()
                .filter(step -> measure.apply(step).isPresent())
                .map(
                    step ->
                        new LearningCurve.Point(
                            step.iteration(), measure.apply(step).getAsDouble()))
                .toList());
    json.writeArrayFieldStart(name);
    for (LearningCurve.Point point : curve.thinnedTo(CURVE_POINTS).points()) {
      json.writeStartObject();
      json.writeNumberField("iteration", point.iteration());
      writeFinite(json, "value", OptionalDouble.of(point.value()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Charts leave a gap at null. */
  private static void writeFinite(JsonGenerator json, String name, OptionalDouble value)
      throws IOException {
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      json.writeNumberField(name, value.getAsDouble());
    } else {
      json.writeNullField(name);
    }
  }
}
