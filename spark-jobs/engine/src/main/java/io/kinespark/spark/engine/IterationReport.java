package io.kinespark.spark.engine;

import java.util.List;

/**
 * One finished iteration over all replicas.
 *
 * @param index its place in the run
 * @param steps one record a replica, ordered by replica
 * @param gradientNorm L2 norm of the averaged gradient before clipping; NaN where it is not taken
 * @param learningRate the base learning rate that was applied
 * @param wallNanos from the end of the previous iteration to the end of this one
 * @param syncNanos what BigDL measured for fetching weights, publishing and aggregating gradients
 */
public record IterationReport(
    IterationIndex index,
    List<StepRecord> steps,
    double gradientNorm,
    double learningRate,
    long wallNanos,
    long syncNanos) {

  /** Mean loss over the replicas' batches, each replica weighing the same. */
  public double loss() {
    return steps.stream().mapToDouble(StepRecord::loss).average().orElse(Double.NaN);
  }

  /** Clips of all replicas. */
  public int clips() {
    return steps.stream().mapToInt(StepRecord::clips).sum();
  }

  /** The clips of all replicas that others stand in for, because their videos could not be read. */
  public List<RejectedClip> rejected() {
    return steps.stream().flatMap(step -> step.rejected().stream()).toList();
  }

  /** Share of clips whose label had the highest logit, in [0, 1]. */
  public double top1() {
    return (double) steps.stream().mapToInt(StepRecord::top1).sum() / clips();
  }

  /** Share of clips whose label was among the five highest logits, in [0, 1]. */
  public double top5() {
    return (double) steps.stream().mapToInt(StepRecord::top5).sum() / clips();
  }

  /** The longest any replica waited for data: the one that holds up the others. */
  public long dataWaitNanos() {
    return steps.stream().mapToLong(StepRecord::dataWaitNanos).max().orElse(0);
  }

  /** The longest any replica computed. */
  public long computeNanos() {
    return steps.stream().mapToLong(StepRecord::computeNanos).max().orElse(0);
  }

  /** What is left of the wall time: Spark's scheduling, the optimizer's update, publishing. */
  public long otherNanos() {
    return Math.max(0, wallNanos - dataWaitNanos() - computeNanos() - syncNanos);
  }
}
