package io.kinespark.verification.pipeline;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.vov3d.Vov3dRecipe;
import java.util.Arrays;
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
    for (Map.Entry<String, CaseNode> recipe :
        reference.json().path("schedules").fields().entrySet()) {
      comparison.given(EPOCHS + recipe.getKey());
      Vov3dRecipe rates = new Vov3dRecipe(recipe.getValue());
      LearningRateSchedule schedule = rates.schedule();
      double[] values =
          Arrays.stream(reference.tensors().get(EPOCHS + recipe.getKey()).toDoubles())
              .map(epoch -> rates.baseRate() * schedule.factor((int) epoch, epoch - (int) epoch))
              .toArray();
      comparison.tensor(
          RATES + recipe.getKey(), HostTensor.ofDoubles(values, values.length), tolerance);
    }
    return comparison.result();
  }
}
