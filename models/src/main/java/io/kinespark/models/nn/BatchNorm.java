package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch normalisation over all axes but the second. In training mode it normalises with the batch's
 * statistics and moves the running ones by the momentum (unbiased variance); otherwise it uses the
 * running ones.
 */
public sealed class BatchNorm extends NetworkModule permits NaiveSyncBatchNorm {
  private final boolean overMaps;
  private final double epsilon;
  private double momentum;
  private final Parameter weight;
  private final Parameter bias;
  private final Buffer runningMean;
  private final Buffer runningVar;
  private final Counter batchesTracked;

  BatchNorm(TensorSpace space, long channels, NormSettings settings, boolean overMaps) {
    this.overMaps = overMaps;
    this.epsilon = settings.epsilon();
    this.momentum = settings.momentum();
    this.weight = register("weight", scaleOrShift(settings.initialScale(), space, channels));
    this.bias = register("bias", scaleOrShift(0, space, channels));
    this.runningMean = register("running_mean", new Buffer(0, space, channels));
    this.runningVar = register("running_var", new Buffer(1, space, channels));
    this.batchesTracked = register("num_batches_tracked", new Counter());
  }

  /** A norm of maps {@code [N, C, H, W]} (BatchNorm2d). */
  public static BatchNorm ofMaps(TensorSpace space, long channels) {
    return ofMaps(space, channels, NormSettings.standard());
  }

  /** A norm of maps {@code [N, C, H, W]} with these constants. */
  public static BatchNorm ofMaps(TensorSpace space, long channels, NormSettings settings) {
    return new BatchNorm(space, channels, settings, true);
  }

  /** A norm of volumes {@code [N, C, T, H, W]} (BatchNorm3d). */
  public static BatchNorm ofVolumes(TensorSpace space, long channels) {
    return ofVolumes(space, channels, NormSettings.standard());
  }

  /** A norm of volumes {@code [N, C, T, H, W]} with these constants. */
  public static BatchNorm ofVolumes(TensorSpace space, long channels, NormSettings settings) {
    return new BatchNorm(space, channels, settings, false);
  }

  /** A norm of rows {@code [N, C]} or sequences {@code [N, C, T]} (BatchNorm1d). */
  public static BatchNorm ofSequences(TensorSpace space, long channels) {
    return new BatchNorm(space, channels, NormSettings.standard(), false);
  }

  private static Parameter scaleOrShift(float value, TensorSpace space, long channels) {
    return new Parameter(ParameterRole.NORM, new Initializer.Constant(value), space, channels);
  }

  /** Whether this norm is of 2-D maps, the kind that partial batch norm freezes. */
  public boolean overMaps() {
    return overMaps;
  }

  /** The share of a batch's statistics in the running ones. */
  public final double momentum() {
    return momentum;
  }

  /** Replaces the momentum; with 1 the running statistics are the last batch's. */
  public final void setMomentum(double newMomentum) {
    momentum = newMomentum;
  }

  /** The running mean, {@code [C]}. */
  public final Buffer runningMean() {
    return runningMean;
  }

  /** The running variance, {@code [C]}. */
  public final Buffer runningVariance() {
    return runningVar;
  }

  final Tensor scale() {
    return weight.tensor();
  }

  final Tensor shift() {
    return bias.tensor();
  }

  final double epsilon() {
    return epsilon;
  }

  /**
   * The normalised {@code input}.
   *
   * @throws IllegalArgumentException in training mode, if a channel has only one value
   */
  public Tensor forward(Tensor input) {
    if (training() && input.numel() <= input.size(1)) {
      throw new IllegalArgumentException(
          "batch norm '%s' gets one value per channel: its variance is undefined in training; use more clips per batch or larger crops"
              .formatted(path()));
    }
    if (input.is_meta()) {
      return torch.empty_like(input);
    }
    Tensor output =
        torch.batch_norm(
            input,
            new TensorOptional(weight.tensor()),
            new TensorOptional(bias.tensor()),
            new TensorOptional(runningMean.tensor()),
            new TensorOptional(runningVar.tensor()),
            training(),
            momentum,
            epsilon,
            true);
    if (training()) {
      batchesTracked.increment();
    }
    return output;
  }
}
