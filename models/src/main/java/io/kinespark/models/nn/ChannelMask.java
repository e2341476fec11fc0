package io.kinespark.models.nn;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.checkpoint.HostTensor;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Weights channels by the scores of the widths that contain them (SDCOM {@code lib/arch/ops.py},
 * "apply differentiable"):
 *
 * <pre>
 * y[n,c] = x[n,c] * sum of s[n,k] over the widths k with c &lt; n(C, w_k)
 * </pre>
 *
 * With one-hot scores it keeps the first channels and zeroes the others.
 */
public final class ChannelMask {
  private final TensorSpace space;
  private final ChannelWidths widths;

  /** A mask for networks of these widths. */
  public ChannelMask(TensorSpace space, ChannelWidths widths) {
    this.space = space;
    this.widths = widths;
  }

  /**
   * The weighted maps; what is not a number counts as zero.
   *
   * @param maps {@code [N, C, ...]}
   * @param scores {@code [N, K]}
   */
  public Tensor apply(Tensor maps, Tensor scores) {
    Tensor numbers = torch.where(torch.isnan(maps), new Scalar(0.0), maps);
    return numbers.mul(perChannel(scores.matmul(membership(maps.size(1))), maps.dim()));
  }

  /**
   * How many of {@code channels} the rows of {@code scores} use on average, at least one each: the
   * original's running channel counts.
   */
  public Tensor meanChannels(Tensor scores, long channels) {
    double[] ratios = widths.ratios().stream().mapToDouble(Double::doubleValue).toArray();
    Tensor shares =
        space.convert(HostTransfer.fromHost(HostTensor.ofDoubles(ratios, ratios.length)));
    Tensor counts = scores.matmul(shares).mul(new Scalar((double) channels));
    return torch.where(counts.eq(new Scalar(0.0)), new Scalar(1.0), counts).mean();
  }

  /** {@code [N, C]} as {@code [N, C, 1, ...]} of that many axes. */
  static Tensor perChannel(Tensor values, long axes) {
    Tensor expanded = values;
    for (long axis = values.dim(); axis < axes; axis++) {
      expanded = expanded.unsqueeze(-1);
    }
    return expanded;
  }

  /** {@code [K, C]}: 1 where the width has the channel. */
  private Tensor membership(long channels) {
    int all = Math.toIntExact(channels);
    float[] member = new float[widths.count() * all];
    for (int width = 0; width < widths.count(); width++) {
      for (int channel = 0; channel < widths.channels(all, width); channel++) {
        member[width * all + channel] = 1;
      }
    }
    return space.convert(HostTransfer.fromHost(HostTensor.ofFloats(member, widths.count(), all)));
  }
}
