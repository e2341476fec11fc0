package io.kinespark.verification.reference;

import io.kinespark.models.training.SgdRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the arrays and optimizers of cases. */
public final class CaseJson {
  private static final double DECAY = 0.1;

  private CaseJson() {}

  /** Whole numbers, or {@code otherwise} where there is no array. */
  public static List<Integer> integers(CaseNode array, List<Integer> otherwise) {
    if (array.isAbsent()) {
      return otherwise;
    }
    List<Integer> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asInt()));
    return values;
  }

  /** Numbers; none where there is no array. */
  public static List<Double> numbers(CaseNode array) {
    List<Double> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asDouble()));
    return values;
  }

  /** As {@link #numbers}, whole ones in an array of their own. */
  public static int[] ints(CaseNode array) {
    return integers(array, List.of()).stream().mapToInt(Integer::intValue).toArray();
  }

  /** As {@link #numbers} in an array. */
  public static double[] doubles(CaseNode array) {
    return numbers(array).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * The learning rate of each step: one of {@code lr_per_step} for each, or {@code lr} for all, and
   * from step {@code lr_times_0_1_before_step} on, counted from 0, a tenth of it.
   *
   * @throws UnsupportedCaseException if {@code lr_per_step} is of another number of steps
   */
  public static List<Double> learningRates(CaseNode optimizer, int steps) {
    CaseNode perStep = optimizer.path("lr_per_step");
    List<Double> rates =
        perStep.isAbsent()
            ? Collections.nCopies(steps, optimizer.path("lr").asDouble())
            : numbers(perStep);
    if (rates.size() != steps) {
      throw new UnsupportedCaseException(
          "%s has %d rates; the case has %d steps".formatted(perStep.name(), rates.size(), steps));
    }
    return decayed(optimizer, rates);
  }

  /** The rates with a tenth of each from step {@code lr_times_0_1_before_step} on. */
  public static List<Double> decayed(CaseNode optimizer, List<Double> rates) {
    List<Double> decayed = new ArrayList<>(rates);
    int from = optimizer.path("lr_times_0_1_before_step").asInt(rates.size());
    for (int step = from; step < rates.size(); step++) {
      decayed.set(step, rates.get(step) * DECAY);
    }
    return List.copyOf(decayed);
  }

  /** Texts; none where there is no array. */
  public static List<String> texts(CaseNode array) {
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
  public static SgdRule sgd(CaseNode optimizer, double maxGradientNorm) {
    return new SgdRule(
        optimizer.path("momentum").asDouble(),
        optimizer.path("dampening").asDouble(),
        optimizer.path("nesterov").asBoolean(),
        optimizer.path("weight_decay").asDouble(),
        maxGradientNorm);
  }
}
