package io.kinespark.models.nn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * PySlowFast's {@code NaiveSyncBatchNorm3d} ({@code models/batchnorm_helper.py}). The original
 * averages mean m and mean of squares q over the GPUs of a group; here a group is a run of
 * consecutive samples of one replica's batch, as even as they can be dealt out, which gives the
 * same statistics and gradients as GPUs that share those samples:
 *
 * <pre>
 * var = q - m * m
 * y   = x * (weight / sqrt(var + eps)) + (bias - m * weight / sqrt(var + eps))
 * </pre>
 *
 * <p>Unlike in {@link BatchNorm} the running variance is the biased one and {@code
 * num_batches_tracked} stands still. The running statistics follow the first group, as the
 * original's follow rank 0. In evaluation mode it is a plain batch norm.
 */
public final class NaiveSyncBatchNorm extends BatchNorm {
  private static final long[] ALL_BUT_CHANNELS = {0, 2, 3, 4};

  private final int groups;

  /**
   * A norm of volumes {@code [N, C, T, H, W]}.
   *
   * @param groups how many groups of samples have statistics of their own, at least 1
   */
  public NaiveSyncBatchNorm(TensorSpace space, long channels, NormSettings settings, int groups) {
    super(space, channels, settings, false);
    if (groups < 1) {
      throw new IllegalArgumentException("%d groups; at least 1 is needed".formatted(groups));
    }
    this.groups = groups;
  }

  @Override
  public Tensor forward(Tensor input) {
    if (!training()) {
      return super.forward(input);
    }
    long samples = input.size(0);
    long parts = Math.min(groups, samples);
    List<Tensor> normalised = new ArrayList<>();
    for (long part = 0; part < parts; part++) {
      long from = part * samples / parts;
      long to = (part + 1) * samples / parts;
      normalised.add(normalise(input.narrow(0, from, to - from), part == 0));
    }
    return parts == 1
        ? normalised.get(0)
        : torch.cat(new TensorVector(normalised.toArray(Tensor[]::new)), 0);
  }

  private Tensor normalise(Tensor input, boolean first) {
    Tensor mean = input.mean(ALL_BUT_CHANNELS);
    Tensor variance = input.mul(input).mean(ALL_BUT_CHANNELS).sub(mean.mul(mean));
    Tensor factor = scale().mul(variance.add(new Scalar(epsilon())).rsqrt());
    Tensor offset = shift().sub(mean.mul(factor));
    if (first) {
      follow(runningMean(), mean);
      follow(runningVariance(), variance);
    }
    return input.mul(perChannel(factor)).add(perChannel(offset));
  }

  private void follow(Buffer running, Tensor batch) {
    Tensor difference = batch.detach().sub(running.tensor());
    running.tensor().add_(difference, new Scalar(momentum()));
  }

  private static Tensor perChannel(Tensor values) {
    return values.view(1, -1, 1, 1, 1);
  }
}
