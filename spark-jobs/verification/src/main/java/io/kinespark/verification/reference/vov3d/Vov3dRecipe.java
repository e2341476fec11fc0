package io.kinespark.verification.reference.vov3d;

import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.SgdRule;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The optimizer of a case: PySlowFast's SGD and learning rate.
 *
 * @param json the case's {@code optimizer}, or one recipe of a case of schedules
 */
public record Vov3dRecipe(CaseNode json) {
  private static final String[] SCHEDULE = {
    "base_lr",
    "lr_policy",
    "max_epoch",
    "cosine_end_lr",
    "steps",
    "lrs",
    "warmup_epochs",
    "warmup_start_lr",
    "iterations_per_epoch",
    "first_iteration"
  };

  /** The update rule; clipping is not part of any recipe. */
  public SgdRule rule() {
    json.only("type", "sgd");
    return CaseJson.sgd(json, 0);
  }

  /** The rate that the schedule's factors are of. */
  public double baseRate() {
    return json.path("base_lr").asDouble();
  }

  /**
   * The schedule.
   *
   * @throws IllegalArgumentException if its policy is unknown
   */
  public LearningRateSchedule schedule() {
    json.only("lr_policy", "cosine", "steps_with_relative_lrs");
    json.passOver("max_epoch", "cosine_end_lr", "steps", "lrs"); // each of one policy only
    String policy = json.path("lr_policy").asText();
    LearningRateSchedule regular =
        switch (policy) {
          case "cosine" ->
              new LearningRateSchedule.SmoothCosine(
                  json.path("max_epoch").asInt(),
                  json.path("cosine_end_lr").asDouble() / baseRate());
          case "steps_with_relative_lrs" -> {
            List<Double> from = CaseJson.numbers(json.path("steps"));
            yield new LearningRateSchedule.Steps(
                from, CaseJson.numbers(json.path("lrs")).subList(0, from.size()));
          }
          default ->
              throw new IllegalArgumentException(
                  "no schedule is named '%s'; cosine and steps_with_relative_lrs are known"
                      .formatted(policy));
        };
    double warmup = json.path("warmup_epochs").asDouble();
    double start = json.path("warmup_start_lr").asDouble() / baseRate();
    return warmup > 0 ? new LearningRateSchedule.Ramp(warmup, start, regular) : regular;
  }

  /** The rates of the first steps of a trajectory. */
  public double[] rates(int steps) {
    if (json.has("lr_per_step")) {
      // What the schedule would say is what is told here step by step.
      json.passOver(SCHEDULE);
      return array(CaseJson.learningRates(json, steps));
    }
    int perEpoch = json.path("iterations_per_epoch").asInt();
    int first = json.path("first_iteration").asInt();
    LearningRateSchedule schedule = schedule();
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      int iteration = first + i;
      double progress = (double) (iteration % perEpoch) / perEpoch;
      rates.add(baseRate() * schedule.factor(iteration / perEpoch, progress));
    }
    return array(CaseJson.decayed(json, rates));
  }

  private static double[] array(List<Double> rates) {
    return rates.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
