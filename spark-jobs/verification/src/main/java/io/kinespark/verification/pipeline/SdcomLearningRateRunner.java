package io.kinespark.verification.pipeline;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.LearningRateSchedule.Cosine;
import io.kinespark.models.training.LearningRateSchedule.Delayed;
import io.kinespark.models.training.LearningRateSchedule.EpochWarmup;
import io.kinespark.models.training.LearningRateSchedule.MultiStep;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * SDCOM's cases of learning rates, one for each epoch. The original counts epochs from 1: its
 * milestone m is epoch m - 1 here.
 */
final class SdcomLearningRateRunner implements CaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("lr_schedule");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    reference.requireNoInput();
    for (Map.Entry<String, CaseNode> entry :
        reference.model().path("configs").fields().entrySet()) {
      CaseNode config = entry.getValue();
      LearningRateSchedule schedule = schedule(config);
      double[] rates =
          IntStream.rangeClosed(
                  config.path("BEGIN_EPOCH").asInt(1), config.path("END_EPOCH").asInt())
              .mapToDouble(epoch -> config.path("LR").asDouble() * schedule.factor(epoch - 1, 0))
              .toArray();
      comparison.tensor("lr." + entry.getKey(), HostTensor.ofDoubles(rates, rates.length));
    }
    return comparison.result();
  }

  private static LearningRateSchedule schedule(CaseNode config) {
    int epochs = config.path("WARM_UP_EPOCHS").asInt();
    int warmup = config.path("WARM_UP").asBoolean() ? epochs : 0;
    config.only("LR_SCHEDULER", "multistep", "cosine");
    config.passOver("LR_STEP", "LR_FACTOR"); // of one scheduler only
    String scheduler = config.path("LR_SCHEDULER").asText("multistep");
    return switch (scheduler) {
      case "multistep" ->
          new EpochWarmup(
              Math.max(warmup - 1, 0),
              warmup,
              new MultiStep(
                  Arrays.stream(CaseJson.ints(config.path("LR_STEP")))
                      .mapToObj(milestone -> milestone - 1)
                      .toList(),
                  config.path("LR_FACTOR").asDouble()));
      case "cosine" ->
          new EpochWarmup(
              warmup,
              warmup,
              new Delayed(warmup - 1, new Cosine(config.path("END_EPOCH").asInt() - warmup)));
      default ->
          throw new IllegalArgumentException(
              "no schedule is named '%s'; multistep and cosine are known".formatted(scheduler));
    };
  }
}
