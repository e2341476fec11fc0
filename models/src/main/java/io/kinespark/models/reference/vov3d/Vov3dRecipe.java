package io.kinespark.models.reference.vov3d;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.models.reference.CaseJson;
import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.SgdRule;
import java.util.List;

/**
 * The optimizer of a case: PySlowFast's SGD and learning rate.
 *
 * @param json the case's {@code optimizer}, or one recipe of a case of schedules
 */
public record Vov3dRecipe(JsonNode json) {
  /** The update rule; clipping is not part of any recipe. */
  public SgdRule rule() {
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
    int perEpoch = json.path("iterations_per_epoch").asInt();
    int first = json.path("first_iteration").asInt();
    LearningRateSchedule schedule = schedule();
    double[] rates = new double[steps];
    for (int i = 0; i < steps; i++) {
      int iteration = first + i;
      double progress = (double) (iteration % perEpoch) / perEpoch;
      rates[i] = baseRate() * schedule.factor(iteration / perEpoch, progress);
    }
    return rates;
  }
}
