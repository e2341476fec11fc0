package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch normalisation over all axes but the second, eps 1e-5. In training mode it normalises with
 * the batch's statistics and moves the running ones by 0.1 (unbiased variance); otherwise it uses
 * the running ones.
 */
public final class BatchNorm extends NetworkModule {
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  private final boolean overMaps;
  private final Parameter weight;
  private final Parameter bias;
  private final Buffer runningMean;
  private final Buffer runningVar;
  private final Counter batchesTracked;

  private BatchNorm(TensorSpace space, long channels, boolean overMaps) {
    this.overMaps = overMaps;
    this.weight = register("weight", scaleOrShift(1, space, channels));
    this.bias = register("bias", scaleOrShift(0, space, channels));
    this.runningMean = register("running_mean", new Buffer(0, space, channels));
    this.runningVar = register("running_var", new Buffer(1, space, channels));
    this.batchesTracked = register("num_batches_tracked", new Counter());
  }

  /** A norm of maps {@code [N, C, H, W]} (BatchNorm2d). */
  public static BatchNorm ofMaps(TensorSpace space, long channels) {
    return new BatchNorm(space, channels, true);
  }

  /** A norm of volumes {@code [N, C, T, H, W]} (BatchNorm3d). */
  public static BatchNorm ofVolumes(TensorSpace space, long channels) {
    return new BatchNorm(space, channels, false);
  }

  /** A norm of rows {@code [N, C]} or sequences {@code [N, C, T]} (BatchNorm1d). */
  public static BatchNorm ofSequences(TensorSpace space, long channels) {
    return new BatchNorm(space, channels, false);
  }

  private static Parameter scaleOrShift(float value, TensorSpace space, long channels) {
    return new Parameter(ParameterRole.NORM, new Initializer.Constant(value), space, channels);
  }

  /** Whether this norm is of 2-D maps, the kind that partial batch norm freezes. */
  public boolean overMaps() {
    return overMaps;
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
    Tensor output =
        torch.batch_norm(
            input,
            new TensorOptional(weight.tensor()),
            new TensorOptional(bias.tensor()),
            new TensorOptional(runningMean.tensor()),
            new TensorOptional(runningVar.tensor()),
            training(),
            MOMENTUM,
            EPSILON,
            true);
    if (training()) {
      batchesTracked.increment();
    }
    return output;
  }
}
