package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.optim.SGD;
import com.intel.analytics.bigdl.tensor.Tensor;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.SgdRule;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.SgdSettings;
import io.kinespark.spark.replica.FlatLayout;
import java.util.List;
import org.apache.spark.TaskContext;
import scala.Function1;
import scala.Tuple2;

/**
 * PyTorch's SGD with parameter groups on one replica's slice of the flat parameter vector. BigDL
 * hands each replica the values it owns; which parameters those are follows from the partition.
 * BigDL's own SGD is not used for the update: its dampening defaults to the momentum and it knows
 * no groups.
 */
final class SlicedSgd extends SGD<Float> {

  private static final long serialVersionUID = 1L;

  private final SgdSettings settings;
  private final SgdRule rule;
  private final int perEpoch;
  private final FlatLayout layout;
  private final double[] rateFactors;
  private final double[] decayFactors;
  private final InitialSlices initial;
  private float[] velocity;

  /**
   * An optimizer for a flat vector.
   *
   * @param settings the update rule
   * @param parameters the parameters in the order of the flat vector
   * @param perEpoch iterations of one epoch
   * @param initial the velocities to go on with
   */
  SlicedSgd(
      SgdSettings settings, List<ParameterInfo> parameters, int perEpoch, InitialSlices initial) {
    super(
        settings.learningRate(),
        0.0,
        settings.rule().weightDecay(),
        settings.rule().momentum(),
        settings.rule().dampening(),
        settings.rule().nesterov(),
        new SGD.Default(),
        null,
        null,
        Numeric.floatTag(),
        Numeric.floatMath());
    this.settings = settings;
    this.rule = settings.rule();
    this.perEpoch = perEpoch;
    this.layout = initial.layout();
    this.rateFactors =
        parameters.stream().mapToDouble(ParameterInfo::learningRateMultiplier).toArray();
    this.decayFactors =
        parameters.stream().mapToDouble(ParameterInfo::weightDecayMultiplier).toArray();
    this.initial = initial;
  }

  /** The base learning rate of one iteration. */
  static double learningRate(SgdSettings settings, IterationIndex index, int perEpoch) {
    double progress = (double) index.step() / perEpoch;
    return settings.learningRate() * settings.schedule().factor(index.epoch(), progress);
  }

  @Override
  public Tuple2<Tensor<Float>, Object> optimize(
      Function1<Tensor<Float>, Tuple2<Float, Tensor<Float>>> evaluation, Tensor<Float> slice) {
    Tuple2<Float, Tensor<Float>> evaluated = evaluation.apply(slice);
    int finished = state().<Integer>apply("neval") - 1;
    double rate = learningRate(settings, IterationIndex.after(finished, perEpoch), perEpoch);
    int first = layout.sliceStart(TaskContext.getPartitionId());
    int length = slice.nElement();
    boolean firstStep = velocity == null;
    if (firstStep) {
      float[] resumed = initial.slice(TaskContext.getPartitionId()).velocity();
      firstStep = resumed.length == 0;
      velocity = firstStep ? new float[length] : resumed.clone();
      initial.forget();
    }
    update(
        Numeric.array(slice),
        Numeric.offset(slice),
        Numeric.array(evaluated._2()),
        Numeric.offset(evaluated._2()),
        first,
        length,
        rate,
        firstStep);
    return new Tuple2<>(slice, new float[] {evaluated._1()});
  }

  private void update(
      float[] p, int pAt, float[] g, int gAt, int first, int length, double rate, boolean fresh) {
    int[] starts = layout.starts();
    for (int i = 0; i < layout.parameters(); i++) {
      int from = Math.max(starts[i], first) - first;
      int to = Math.min(starts[i + 1], first + length) - first;
      float lr = (float) (rate * rateFactors[i]);
      float decay = (float) (rule.weightDecay() * decayFactors[i]);
      for (int k = from; k < to; k++) {
        float d = g[gAt + k] + decay * p[pAt + k];
        p[pAt + k] -= lr * direction(k, d, fresh);
      }
    }
  }

  private float direction(int k, float d, boolean fresh) {
    float momentum = (float) rule.momentum();
    if (momentum == 0) {
      return d;
    }
    float v = fresh ? d : momentum * velocity[k] + (float) (1 - rule.dampening()) * d;
    velocity[k] = v;
    return rule.nesterov() ? d + momentum * v : v;
  }

  /** This slice's velocity; empty before the first step. */
  float[] velocity() {
    return velocity == null ? new float[0] : velocity;
  }

  /** The velocity is part of the run's state, not a history to forget when a run begins. */
  @Override
  public void clearHistory() {}
}
