package io.kinespark.spark.engine;

import io.kinespark.models.training.AverageState;
import java.util.Optional;

/**
 * Everything a run needs to go on from where it stood.
 *
 * @param iterations iterations finished
 * @param parameters the learnt parameters, flat, in state-dict order
 * @param momentum the optimizer's velocity in the same layout; empty before the first step
 * @param buffers batch-norm statistics, already averaged over the replicas
 * @param average the running average of the network, where training keeps one that has begun
 */
public record TrainingState(
    int iterations,
    float[] parameters,
    Optional<float[]> momentum,
    ReplicaBuffers buffers,
    Optional<AverageState> average) {
  /** The state of a run that keeps no running average of the network. */
  public TrainingState(
      int iterations, float[] parameters, Optional<float[]> momentum, ReplicaBuffers buffers) {
    this(iterations, parameters, momentum, buffers, Optional.empty());
  }

  /** The state of a run that has not taken a step. */
  public static TrainingState initial(float[] parameters, ReplicaBuffers buffers) {
    return new TrainingState(0, parameters, Optional.empty(), buffers);
  }

  /** What of it is not finite, in words: the weights, the velocity or statistics. */
  public Optional<String> notFinite() {
    return firstNotFinite("weights", parameters)
        .or(() -> momentum.flatMap(values -> firstNotFinite("the optimizer's velocity", values)))
        .or(() -> firstNotFinite("running statistics", buffers.statistics()))
        .or(() -> average.flatMap(kept -> firstNotFinite("averaged weights", kept.values())));
  }

  private static Optional<String> firstNotFinite(String what, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return Optional.of(
            "%s are not finite (value %d of %d is %s)"
                .formatted(what, i + 1, values.length, values[i]));
      }
    }
    return Optional.empty();
  }
}
