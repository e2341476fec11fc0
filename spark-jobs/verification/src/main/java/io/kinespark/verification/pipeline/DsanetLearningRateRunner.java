package io.kinespark.verification.pipeline;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.Arrays;

/** DSANet's cases of learning rates at global iterations. */
final class DsanetLearningRateRunner implements CaseRunner {
  private static final String ITERATIONS = "iteration";

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("StepLr");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    comparison.given(ITERATIONS);
    CaseNode model = reference.model();
    model.only("warmup", "linear");
    int perEpoch = model.path("iters_per_epoch").asInt();
    LearningRateSchedule schedule = schedule(model, perEpoch);
    double[] rates =
        Arrays.stream(reference.tensors().get(ITERATIONS).toLongs())
            .mapToDouble(
                i ->
                    model.path("base_lr").asDouble()
                        * schedule.factor((int) (i / perEpoch), i % perEpoch / (double) perEpoch))
            .toArray();
    comparison.tensor("output", HostTensor.ofDoubles(rates, rates.length));
    return comparison.result();
  }

  private static LearningRateSchedule schedule(CaseNode model, int perEpoch) {
    LearningRateSchedule steps =
        new LearningRateSchedule.MultiStep(
            Arrays.stream(CaseJson.ints(model.path("step"))).boxed().toList(),
            model.path("gamma").asDouble());
    double ratio = model.path("warmup_ratio").asDouble();
    double warmup = model.path("warmup_iters").asDouble() / perEpoch;
    return warmup > 0 ? new LearningRateSchedule.Warmup(warmup, ratio, steps) : steps;
  }
}
