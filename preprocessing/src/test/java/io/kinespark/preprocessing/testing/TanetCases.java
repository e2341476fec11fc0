package io.kinespark.preprocessing.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What mmaction2's samplers and croppers answered, from {@code tanet/data_cases.json}. */
public final class TanetCases {

  private TanetCases() {}

  /** The cases of one kind. */
  public static JsonNode of(String kind) {
    try (InputStream in = TanetCases.class.getResourceAsStream("/tanet/data_cases.json")) {
      return new ObjectMapper().readTree(in).get(kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cases of one kind, one by one. */
  public static Stream<JsonNode> stream(String kind) {
    return StreamSupport.stream(of(kind).spliterator(), false);
  }

  /** A JSON array of integers. */
  public static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
