package io.kinespark.spark.progress;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A training record as one line of JSON. Numbers that JSON lacks are written as the strings {@code
 * "NaN"}, {@code "Infinity"} and {@code "-Infinity"}; values that were not measured are left out.
 */
final class TrainingRecordJson {
  private static final int SCHEMA = 1;

  private final JsonFactory factory = new JsonFactory();
  private final ObjectMapper mapper = new ObjectMapper(factory);

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
    writeIfPresent(json, "top1", step.top1());
    json.writeNumberField("learning-rate", step.learningRate());
    json.writeNumberField("clips-per-second", step.clipsPerSecond());
    json.writeNumberField("data-wait-share", step.dataWaitShare());
    json.writeStringField("time", step.time().toString());
  }

  private static void writeEpoch(JsonGenerator json, EpochRecord epoch) throws IOException {
    writeHead(json, "epoch", epoch);
    json.writeNumberField("train-loss", epoch.trainLoss());
    writeIfPresent(json, "train-top1", epoch.trainTop1());
    writeIfPresent(json, "validation-top1", epoch.validationTop1());
    writeIfPresent(json, "validation-top5", epoch.validationTop5());
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

  private static void writeIfPresent(JsonGenerator json, String name, OptionalDouble value)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsDouble());
    }
  }

  /**
   * The step after which an attempt began, from the first line of its file.
   *
   * @throws IOException if the line is not one; the message says what is wrong with it but not
   *     where it is
   */
  long parseStart(String line) throws IOException {
    JsonNode node = object(line);
    if (!required(node, "kind").asText().equals("start")) {
      throw new IOException("the file does not begin with a start record");
    }
    int schema = required(node, "schema").asInt();
    if (schema != SCHEMA) {
      throw new IOException("schema " + schema + " is not the one this version reads, " + SCHEMA);
    }
    return required(node, "resumed-after").asLong();
  }

  /**
   * The record on a line.
   *
   * @throws IOException if the line is not one; the message says what is wrong with it but not
   *     where it is
   */
  TrainingRecord parse(String line) throws IOException {
    JsonNode node = object(line);
    String kind = required(node, "kind").asText();
    try {
      return switch (kind) {
        case "iteration" -> iteration(node);
        case "epoch" -> epoch(node);
        default -> throw new IOException("unknown kind of record '" + kind + "'");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private JsonNode object(String line) throws IOException {
    JsonNode node = mapper.readTree(line);
    if (node == null || !node.isObject()) {
      throw new IOException("not a JSON object");
    }
    return node;
  }

  private static IterationRecord iteration(JsonNode node) throws IOException {
    return new IterationRecord(
        required(node, "epoch").asInt(),
        required(node, "iteration").asLong(),
        number(node, "loss"),
        optional(node, "top1"),
        number(node, "learning-rate"),
        number(node, "clips-per-second"),
        number(node, "data-wait-share"),
        Instant.parse(required(node, "time").asText()));
  }

  private static EpochRecord epoch(JsonNode node) throws IOException {
    return new EpochRecord(
        required(node, "epoch").asInt(),
        required(node, "iteration").asLong(),
        number(node, "train-loss"),
        optional(node, "train-top1"),
        optional(node, "validation-top1"),
        optional(node, "validation-top5"),
        number(node, "learning-rate"),
        required(node, "clips").asLong(),
        Duration.parse(required(node, "duration").asText()),
        Instant.parse(required(node, "time").asText()));
  }

  private static JsonNode required(JsonNode node, String name) throws IOException {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw new IOException("field '" + name + "' is missing");
    }
    return value;
  }

  private static OptionalDouble optional(JsonNode node, String name) throws IOException {
    return node.has(name) ? OptionalDouble.of(number(node, name)) : OptionalDouble.empty();
  }

  private static double number(JsonNode node, String name) throws IOException {
    JsonNode value = required(node, name);
    if (value.isNumber()) {
      return value.asDouble();
    }
    return switch (value.asText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new IOException("field '" + name + "' is not a number but " + value);
    };
  }
}
