package io.kinespark.spark.verify.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/** Lists of numbers in descriptions of cases. */
final class Json {
  private Json() {}

  static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  static double[] doubles(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
