package io.kinespark.spark.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * The fields of one JSON object. Numbers that JSON lacks are the strings {@code "NaN"}, {@code
 * "Infinity"} and {@code "-Infinity"}, as Jackson writes them.
 *
 * @param node the object
 */
public record JsonFields(JsonNode node) {
  /**
   * The fields of a node.
   *
   * @throws IOException if it is not an object
   */
  public static JsonFields of(JsonNode node) throws IOException {
    if (!node.isObject()) {
      throw new IOException("not a JSON object");
    }
    return new JsonFields(node);
  }

  /**
   * Any value but null.
   *
   * @throws IOException if the field is missing or null
   */
  public JsonNode required(String name) throws IOException {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw new IOException("field '" + name + "' is missing");
    }
    return value;
  }

  /**
   * An object.
   *
   * @throws IOException if the field is missing or no object
   */
  public JsonFields object(String name) throws IOException {
    return new JsonFields(typed(name, "an object", required(name).isObject()));
  }

  /**
   * True or false.
   *
   * @param missing answered where the field is missing
   * @throws IOException if the field is there and neither
   */
  public boolean flag(String name, boolean missing) throws IOException {
    return node.has(name)
        ? typed(name, "true or false", node.get(name).isBoolean()).asBoolean()
        : missing;
  }

  /**
   * An array.
   *
   * @throws IOException if the field is missing or no array
   */
  public JsonNode array(String name) throws IOException {
    return typed(name, "an array", required(name).isArray());
  }

  /**
   * A string.
   *
   * @throws IOException if the field is missing or no string
   */
  public String text(String name) throws IOException {
    return typed(name, "a string", required(name).isTextual()).asText();
  }

  /**
   * An integer.
   *
   * @throws IOException if the field is missing, no integer or beyond 32 bits
   */
  public int integer(String name) throws IOException {
    return integer(name, required(name));
  }

  /**
   * An integer out of its place in a tree.
   *
   * @param name what to call it in the message
   * @throws IOException if it is no integer or beyond 32 bits
   */
  public static int integer(String name, JsonNode value) throws IOException {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new IOException("field '" + name + "' is not an integer but " + value);
    }
    return value.asInt();
  }

  /**
   * A long integer.
   *
   * @throws IOException if the field is missing, no integer or beyond 64 bits
   */
  public long whole(String name) throws IOException {
    return whole(name, required(name));
  }

  /**
   * A long integer out of its place in a tree.
   *
   * @param name what to call it in the message
   * @throws IOException if it is no integer or beyond 64 bits
   */
  public static long whole(String name, JsonNode value) throws IOException {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IOException("field '" + name + "' is not an integer but " + value);
    }
    return value.asLong();
  }

  /**
   * A floating-point number.
   *
   * @throws IOException if the field is missing or no number
   */
  public double number(String name) throws IOException {
    return number(name, required(name));
  }

  /**
   * A floating-point number that need not be there.
   *
   * @return empty if the field is missing or null
   * @throws IOException if it is there and no number
   */
  public OptionalDouble optionalNumber(String name) throws IOException {
    return node.hasNonNull(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
  }

  /**
   * A number out of its place in a tree.
   *
   * @param name what to call it in the message
   * @throws IOException if it is no number
   */
  public static double number(String name, JsonNode value) throws IOException {
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

  /**
   * Writes a number field, or nothing where there is no number; {@link #optionalNumber} reads it
   * back.
   *
   * @throws IOException if the generator cannot write
   */
  public static void writeIfPresent(JsonGenerator json, String name, OptionalDouble value)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsDouble());
    }
  }

  private JsonNode typed(String name, String kind, boolean fits) throws IOException {
    JsonNode value = node.path(name);
    if (!fits) {
      throw new IOException("field '" + name + "' is not " + kind + " but " + value);
    }
    return value;
  }
}
