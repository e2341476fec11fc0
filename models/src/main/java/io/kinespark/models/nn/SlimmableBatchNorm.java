package io.kinespark.models.nn;

import io.kinespark.models.ChannelWidths;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch normalisation of slimmable maps (SDCOM {@code DyChBatchNorm2d}, {@code lib/arch/ops.py}):
 * every width has statistics of its own, and all share one scale and shift, of which a width takes
 * the first values. Children {@code aux_bn.0} to {@code aux_bn.K-1}, the last of which holds scale
 * and shift; their counters never advance.
 *
 * <p>At one width w_k it is an ordinary batch norm with the statistics of {@code aux_bn.k}. With a
 * width for each row it never uses the batch's statistics:
 *
 * <pre>
 * y[n,c] = gamma[c] * (x[n,c] - sum_k s[n,k] mean_k[c]) / sqrt(sum_k s[n,k] var_k[c] + eps) + beta[c]
 * </pre>
 *
 * with the statistics of narrow widths continued by zeros, and zero beyond the row's width.
 */
public final class SlimmableBatchNorm extends NetworkModule {
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  private final long channels;
  private final ChannelMask mask;
  private final List<Statistics> statistics;
  private final Parameter weight;
  private final Parameter bias;

  /** A norm of {@code channels} channels with scale 1 and shift 0. */
  public SlimmableBatchNorm(TensorSpace space, ChannelWidths widths, long channels) {
    this(space, widths, channels, 1);
  }

  /**
   * A norm of {@code channels} channels.
   *
   * @param initialScale 0 where a residual branch is to begin as nothing
   */
  public SlimmableBatchNorm(
      TensorSpace space, ChannelWidths widths, long channels, float initialScale) {
    this.channels = channels;
    this.mask = new ChannelMask(space, widths);
    this.weight = scaleOrShift(initialScale, space);
    this.bias = scaleOrShift(0, space);
    List<Statistics> built = new ArrayList<>();
    for (int width = 0; width < widths.full(); width++) {
      built.add(new Statistics(space, widths.channels(channels, width), List.of()));
    }
    built.add(new Statistics(space, channels, List.of(weight, bias)));
    this.statistics = List.copyOf(built);
    child("aux_bn", new ModuleList(statistics));
  }

  private Parameter scaleOrShift(float value, TensorSpace space) {
    return new Parameter(ParameterRole.NORM, new Initializer.Constant(value), space, channels);
  }

  /**
   * The normalised {@code input}.
   *
   * @param input {@code [N, n(c, w), H, W]} at one width, {@code [N, c, H, W]} with a width for
   *     each row
   * @throws IllegalArgumentException in training mode, if a channel has only one value
   */
  public Tensor forward(Tensor input, WidthChoice choice) {
    return choice instanceof WidthChoice.Sliced sliced
        ? sliced(input, sliced.width())
        : masked(input, ((WidthChoice.Masked) choice).scores().detach());
  }

  private Tensor sliced(Tensor input, int width) {
    long active = input.size(1);
    if (input.is_meta()) {
      return torch.empty_like(input);
    }
    if (training() && input.numel() <= active) {
      throw new IllegalArgumentException(
          "batch norm '%s' gets one value per channel: its variance is undefined in training; use more clips per batch or larger crops"
              .formatted(path()));
    }
    // The original looks the width up by the number of channels, and takes one channel for width 0.
    Statistics own = statistics.get(active == 1 ? 0 : width);
    return torch.batch_norm(
        input,
        new TensorOptional(weight.tensor().narrow(0, 0, active)),
        new TensorOptional(bias.tensor().narrow(0, 0, active)),
        new TensorOptional(own.mean.tensor()),
        new TensorOptional(own.variance.tensor()),
        training(),
        MOMENTUM,
        EPSILON,
        true);
  }

  private Tensor masked(Tensor input, Tensor scores) {
    Tensor mean = scores.matmul(rows(statistics.stream().map(own -> own.mean).toList()));
    Tensor variance = scores.matmul(rows(statistics.stream().map(own -> own.variance).toList()));
    Tensor scale = weight.tensor().div(variance.add(new Scalar(EPSILON)).sqrt());
    Tensor shift = bias.tensor().sub(mean.mul(scale));
    Tensor output =
        input
            .mul(ChannelMask.perChannel(scale, input.dim()))
            .add(ChannelMask.perChannel(shift, input.dim()));
    return mask.apply(output, scores);
  }

  /** {@code [K, c]}, narrow widths continued by zeros. */
  private Tensor rows(List<Buffer> buffers) {
    TensorVector rows = new TensorVector();
    for (Buffer buffer : buffers) {
      Tensor values = buffer.tensor();
      rows.push_back(torch.constant_pad_nd(values, 0, channels - values.size(0)));
    }
    return torch.stack(rows, 0);
  }

  /** The running statistics of one width, and scale and shift where they are kept with it. */
  private static final class Statistics extends NetworkModule {
    private final Buffer mean;
    private final Buffer variance;

    Statistics(TensorSpace space, long channels, List<Parameter> scaleAndShift) {
      if (!scaleAndShift.isEmpty()) {
        register("weight", scaleAndShift.get(0));
        register("bias", scaleAndShift.get(1));
      }
      this.mean = register("running_mean", new Buffer(0, space, channels));
      this.variance = register("running_var", new Buffer(1, space, channels));
      register("num_batches_tracked", new Counter());
    }
  }
}
