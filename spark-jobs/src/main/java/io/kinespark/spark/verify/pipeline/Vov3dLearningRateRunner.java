package io.kinespark.spark.verify.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.reference.CaseResult;
import io.kinespark.models.reference.CaseRunner;
import io.kinespark.models.reference.ReferenceCase;
import io.kinespark.models.reference.TensorComparison;
import io.kinespark.models.training.LearningRateSchedule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** VoV3D's cases of learning rates at fractional epochs. */
final class Vov3dLearningRateRunner implements CaseRunner {
  private static final String EPOCHS = "f64/epoch.";
  private static final String RATES = "f64/lr.";

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("schedule");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    double tolerance = reference.json().path("tolerance").asDouble();
    for (Map.Entry<String, JsonNode> recipe :
        (Iterable<Map.Entry<String, JsonNode>>) reference.json().path("schedules")::fields) {
      comparison.given(EPOCHS + recipe.getKey());
      LearningRateSchedule schedule = schedule(recipe.getValue());
      double base = recipe.getValue().path("base_lr").asDouble();
      double[] rates =
          Arrays.stream(reference.tensors().get(EPOCHS + recipe.getKey()).toDoubles())
              .map(epoch -> base * schedule.factor((int) epoch, epoch - (int) epoch))
              .toArray();
      comparison.tensor(
          RATES + recipe.getKey(), HostTensor.ofDoubles(rates, rates.length), tolerance);
    }
    return comparison.result();
  }

  private static LearningRateSchedule schedule(JsonNode recipe) {
    double base = recipe.path("base_lr").asDouble();
    String policy = recipe.path("lr_policy").asText();
    LearningRateSchedule regular =
        switch (policy) {
          case "cosine" ->
              new LearningRateSchedule.SmoothCosine(
                  recipe.path("max_epoch").asInt(), recipe.path("cosine_end_lr").asDouble() / base);
          case "steps_with_relative_lrs" -> {
            List<Double> from = Arrays.stream(Json.doubles(recipe.path("steps"))).boxed().toList();
            List<Double> factors = Arrays.stream(Json.doubles(recipe.path("lrs"))).boxed().toList();
            yield new LearningRateSchedule.Steps(from, factors.subList(0, from.size()));
          }
          default ->
              throw new IllegalArgumentException(
                  "no schedule is named '%s'; cosine and steps_with_relative_lrs are known"
                      .formatted(policy));
        };
    double warmup = recipe.path("warmup_epochs").asDouble();
    double start = recipe.path("warmup_start_lr").asDouble() / base;
    return warmup > 0 ? new LearningRateSchedule.Ramp(warmup, start, regular) : regular;
  }
}
