package io.kinespark.spark.progress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.kinespark.json.Json;
import io.kinespark.json.JsonException;
import io.kinespark.json.JsonLimits;
import io.kinespark.spark.json.JsonFields;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * A training record as one line of JSON. Numbers that JSON lacks are written as the strings {@code
 * "NaN"}, {@code "Infinity"} and {@code "-Infinity"}; values that were not measured are left out.
 */
final class TrainingRecordJson {
  private static final int SCHEMA = 1;

  private final JsonFactory factory = new JsonFactory();

  String line(TrainingRecord record) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(line)) {
      json.writeStartObject();
      if (record instanceof IterationRecord step) {
        writeIteration(json, step);
      } else if (record instanceof EpochRecord epoch) {
        writeEpoch(json, epoch);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("Could not write JSON to memory", e);
    }
    return line.toString();
  }

  /** The first line of an attempt's file. */
  String startLine(long resumedAfter, Instant time) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("kind", "start");
      json.writeNumberField("schema", SCHEMA);
      json.writeNumberField("resumed-after", resumedAfter);
      json.writeStringField("time", time.toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("Could not write JSON to memory", e);
    }
    return line.toString();
  }

  private static void writeIteration(JsonGenerator json, IterationRecord step) throws IOException {
    writeHead(json, "iteration", step);
    json.writeNumberField("loss", step.loss());
    JsonFields.writeIfPresent(json, "top1", step.top1());
    json.writeNumberField("learning-rate", step.learningRate());
    json.writeNumberField("clips-per-second", step.clipsPerSecond());
    json.writeNumberField("data-wait-share", step.dataWaitShare());
    json.writeStringField("time", step.time().toString());
  }

  private static void writeEpoch(JsonGenerator json, EpochRecord epoch) throws IOException {
    writeHead(json, "epoch", epoch);
    json.writeNumberField("train-loss", epoch.trainLoss());
    JsonFields.writeIfPresent(json, "train-top1", epoch.trainTop1());
    JsonFields.writeIfPresent(json, "validation-top1", epoch.validationTop1());
    JsonFields.writeIfPresent(json, "validation-top5", epoch.validationTop5());
    JsonFields.writeIfPresent(json, "validation-map", epoch.validationMap());
    JsonFields.writeIfPresent(json, "validation-macs", epoch.validationMacs());
    json.writeNumberField("learning-rate", epoch.learningRate());
    json.writeNumberField("clips", epoch.clips());
    json.writeStringField("duration", epoch.duration().toString());
    json.writeStringField("time", epoch.time().toString());
  }

  private static void writeHead(JsonGenerator json, String kind, TrainingRecord record)
      throws IOException {
    json.writeStringField("kind", kind);
    json.writeNumberField("epoch", record.epoch());
    json.writeNumberField("iteration", record.iteration());
  }

  /**
   * The step after which an attempt began, from the first line of its file.
   *
   * @throws OtherSchemaException if the file is of another version
   * @throws IOException if the line is not one; the message says what is wrong with it but not
   *     where it is
   */
  long parseStart(String line) throws IOException {
    JsonFields fields = fields(line);
    if (!fields.text("kind").equals("start")) {
      throw new IOException("the file does not begin with a start record");
    }
    int schema = fields.integer("schema");
    if (schema != SCHEMA) {
      throw new OtherSchemaException(schema, SCHEMA);
    }
    return fields.whole("resumed-after");
  }

  /**
   * The record on a line.
   *
   * @throws IOException if the line is not one; the message says what is wrong with it but not
   *     where it is
   */
  TrainingRecord parse(String line) throws IOException {
    JsonFields fields = fields(line);
    String kind = fields.text("kind");
    try {
      return switch (kind) {
        case "iteration" -> iteration(fields);
        case "epoch" -> epoch(fields);
        default -> throw new IOException("unknown kind of record '" + kind + "'");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private JsonFields fields(String line) throws IOException {
    try {
      return JsonFields.of(Json.read(line, JsonLimits.ofFiles()));
    } catch (JsonException e) {
      throw new IOException(e.problem(), e);
    }
  }

  private static IterationRecord iteration(JsonFields fields) throws IOException {
    return new IterationRecord(
        fields.integer("epoch"),
        fields.whole("iteration"),
        fields.number("loss"),
        fields.optionalNumber("top1"),
        fields.number("learning-rate"),
        fields.number("clips-per-second"),
        fields.number("data-wait-share"),
        Instant.parse(fields.text("time")));
  }

  private static EpochRecord epoch(JsonFields fields) throws IOException {
    return new EpochRecord(
        fields.integer("epoch"),
        fields.whole("iteration"),
        fields.number("train-loss"),
        fields.optionalNumber("train-top1"),
        fields.optionalNumber("validation-top1"),
        fields.optionalNumber("validation-top5"),
        fields.optionalNumber("validation-map"),
        fields.optionalNumber("validation-macs"),
        fields.number("learning-rate"),
        fields.whole("clips"),
        Duration.parse(fields.text("duration")),
        Instant.parse(fields.text("time")));
  }
}
