package io.kinespark.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;

/**
 * Reads JSON (RFC 8259) in UTF-8 as a tree: one value and nothing behind it, no name twice in an
 * object, numbers that are finite, strings of whole characters, all within {@link JsonLimits}.
 */
public final class Json {
  /** Names are not kept from file to file: they may be as many as the files' authors like. */
  private static final JsonFactory FACTORY =
      new JsonFactory()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @throws JsonException with the place if it is no JSON or passes a bound
   * @throws IOException if the stream cannot be read
   */
  public static JsonNode read(InputStream in, JsonLimits limits) throws IOException {
    return read(new Utf8Reader(in), limits);
  }

  /**
   * Reads bytes.
   *
   * @throws JsonException with the place if they are no JSON or pass a bound
   */
  public static JsonNode read(byte[] bytes, JsonLimits limits) throws IOException {
    return read(new ByteArrayInputStream(bytes), limits);
  }

  /**
   * Reads a text, such as a line of a file.
   *
   * @throws JsonException with the place in the text if it is no JSON or passes a bound
   */
  public static JsonNode read(String text, JsonLimits limits) throws IOException {
    return read(new StringReader(text), limits);
  }

  /**
   * Reads characters to their end; the caller closes the reader.
   *
   * @throws JsonException with the place if they are no JSON or pass a bound
   * @throws IOException if they cannot be read
   */
  public static JsonNode read(Reader in, JsonLimits limits) throws IOException {
    JsonParser parser = new FiniteNumbers(FACTORY.createParser(new GuardedReader(in, limits)));
    try {
      JsonNode root = MAPPER.readTree(parser);
      if (root == null) {
        throw new JsonException(1, 1, "it is empty");
      }
      if (parser.nextToken() != null) {
        throw new JsonException(
            parser.getTokenLocation().getLineNr(),
            parser.getTokenLocation().getColumnNr(),
            "more follows the end of the value");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new JsonException(
          e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr()),
          e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr()),
          e.getOriginalMessage(),
          e);
    }
  }

  /** Refuses what a double cannot hold, instead of making it infinite. */
  private static final class FiniteNumbers extends JsonParserDelegate {
    FiniteNumbers(JsonParser parser) {
      super(parser);
    }

    @Override
    public double getDoubleValue() throws IOException {
      double value = super.getDoubleValue();
      if (Double.isInfinite(value)) {
        throw new JsonParseException(
            "the number " + getText() + " is too large", getTokenLocation());
      }
      return value;
    }
  }
}
