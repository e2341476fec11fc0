package io.kinespark.models.dsanet;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.KernelGenerator;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.SegmentShift;
import io.kinespark.models.nn.TensorSpace;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Dynamic segment aggregation (arXiv 2105.12085; whwu95/DSANet {@code modules_maker/DSA.py}). Of
 * the first {@code C1 = int(C * r)} channels,
 *
 * <pre>
 * g[b,c,u]       = mean over t,h,w of z[b,u,c,t,h,w]
 * w[b,c]         = softmax(W3 ReLU(BN(W0 g[b,c])))          K taps
 * y[b,u,c,t,h,w] = sum over k of w[b,c,k] * z[b,u+k-P,c,t,h,w], P = (K - 1) / 2
 * </pre>
 *
 * and zero outside the U snippets of a video: the taps that fall there are lost, not spread over
 * the others. With identity y has z added. The other channels pass. Child {@code generate}.
 */
public final class DynamicSegmentAggregation extends NetworkModule {
  private static final int SNIPPET_AXIS = 1;

  private final DsaConfig config;
  private final int snippets;
  private final int aggregated;
  private final int rowsPerSnippet;
  private final KernelGenerator generate;

  /**
   * A module for maps of {@code channels} channels.
   *
   * @param channels C, enough for {@code config} to aggregate one at least
   * @param snippets U
   * @param rowsPerSnippet rows of the maps that belong to one snippet: 1 for volumes {@code [B*U,
   *     C, T, H, W]}, T for frames {@code [B*U*T, C, H, W]}
   */
  public DynamicSegmentAggregation(
      TensorSpace space, DsaConfig config, int channels, int snippets, int rowsPerSnippet) {
    this.config = config;
    this.snippets = snippets;
    this.aggregated = config.aggregated(channels);
    this.rowsPerSnippet = rowsPerSnippet;
    if (aggregated < 1) {
      throw new IllegalArgumentException(
          "a share of %s leaves none of %d channels to aggregate"
              .formatted(Double.toString(config.ratio()), channels));
    }
    this.generate =
        child(
            "generate",
            new KernelGenerator(space, snippets, config.alpha() * snippets, config.kernelSize()));
  }

  /**
   * The maps with their first channels aggregated, in the shape of {@code maps}.
   *
   * @param maps volumes or frames, the snippets of a video in consecutive rows
   * @throws IllegalArgumentException if the rows are not a whole number of videos
   */
  public Tensor forward(Tensor maps, ForwardPass pass) {
    long rows = maps.size(0);
    if (rows % ((long) snippets * rowsPerSnippet) != 0) {
      throw new IllegalArgumentException(
          "'%s' aggregates %d snippets of %d rows; %d rows are no whole number of videos"
              .formatted(path(), snippets, rowsPerSnippet, rows));
    }
    Tensor first = maps.narrow(1, 0, aggregated);
    Tensor input = first.reshape(-1, snippets, rowsPerSnippet, aggregated, pixels(maps));
    Tensor pooled = input.mean(2, 4).transpose(1, 2).reshape(-1, snippets);
    Tensor kernel = generate.forward(pooled, pass);
    Tensor output = aggregate(input, kernel).reshape(HostTransfer.shape(first));
    pass.observer().dynamicConvolution(this, output.numel() * config.kernelSize());
    Tensor replaced = config.adds() ? output.add(first) : output;
    long passing = maps.size(1) - aggregated;
    Tensor all =
        passing == 0
            ? replaced
            : torch.cat(new TensorVector(replaced, maps.narrow(1, aggregated, passing)), 1);
    pass.observer().value(this, "pooled", pooled);
    pass.observer().value(this, "kernel", kernel);
    pass.observer().value(this, "", all);
    return all;
  }

  /** {@code input [B, U, R, C1, P]} correlated along U with {@code kernel [B*C1, K]}. */
  private Tensor aggregate(Tensor input, Tensor kernel) {
    Tensor taps = kernel.view(input.size(0), 1, 1, aggregated, kernel.size(1));
    int padding = (config.kernelSize() - 1) / 2;
    Tensor sum = input.mul(taps.narrow(4, padding, 1));
    for (int k = 0; k < config.kernelSize(); k++) {
      if (k != padding) {
        Tensor product = input.mul(taps.narrow(4, k, 1));
        sum = sum.add_(SegmentShift.shifted(product, SNIPPET_AXIS, padding - k));
      }
    }
    return sum;
  }

  private static long pixels(Tensor maps) {
    return Arrays.stream(HostTransfer.shape(maps)).skip(2).reduce(1, Math::multiplyExact);
  }
}
