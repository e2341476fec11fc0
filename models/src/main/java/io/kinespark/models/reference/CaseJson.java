package io.kinespark.models.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.models.training.SgdRule;
import java.util.ArrayList;
import java.util.List;

/** Reads the arrays and optimizers of cases. */
public final class CaseJson {
  private CaseJson() {}

  /** Whole numbers, or {@code otherwise} where there is no array. */
  public static List<Integer> integers(JsonNode array, List<Integer> otherwise) {
    if (!array.isArray()) {
      return otherwise;
    }
    List<Integer> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asInt()));
    return values;
  }

  /** Numbers; none where there is no array. */
  public static List<Double> numbers(JsonNode array) {
    List<Double> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asDouble()));
    return values;
  }

  /** As {@link #numbers}, whole ones in an array of their own. */
  public static int[] ints(JsonNode array) {
    return integers(array, List.of()).stream().mapToInt(Integer::intValue).toArray();
  }

  /** As {@link #numbers} in an array. */
  public static double[] doubles(JsonNode array) {
    return numbers(array).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Texts; none where there is no array. */
  public static List<String> texts(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asText()));
    return values;
  }

  /**
   * The rule of an optimizer of kind SGD.
   *
   * @param maxGradientNorm to which gradients are clipped, 0 for no clipping; cases differ in what
   *     they call it
   */
  public static SgdRule sgd(JsonNode optimizer, double maxGradientNorm) {
    return new SgdRule(
        optimizer.path("momentum").asDouble(),
        optimizer.path("dampening").asDouble(),
        optimizer.path("nesterov").asBoolean(),
        optimizer.path("weight_decay").asDouble(),
        maxGradientNorm);
  }
}
