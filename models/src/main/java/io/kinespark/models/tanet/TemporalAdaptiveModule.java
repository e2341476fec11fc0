package io.kinespark.models.tanet;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.KernelGenerator;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;

/**
 * The temporal adaptive module (paper section 3; mmaction2 {@code common/tam.py}):
 *
 * <pre>
 * theta[n,c,t]   = mean over h,w of x[n,c,t,h,w]
 * kappa          = G(theta)   [N, C, K]
 * lambda         = L(theta)   [N, C, T]
 * y[n,c,t,h,w]   = sum over k of kappa[n,c,k] * lambda[n,c,t+k-P] * x[n,c,t+k-P,h,w], zero outside the clip
 * </pre>
 *
 * Children {@code G} and {@code L}.
 */
public final class TemporalAdaptiveModule extends NetworkModule {
  private final int segments;
  private final int kernelSize;
  private final TemporalAggregation aggregation;
  private final KernelGenerator global;
  private final LocalBranch local;

  /**
   * A module for maps of {@code channels} channels.
   *
   * @param channels C, at least {@code config.beta()}
   * @param segments T, frames per clip
   */
  public TemporalAdaptiveModule(TensorSpace space, int channels, int segments, TamConfig config) {
    this.segments = segments;
    this.kernelSize = config.kernelSize();
    this.aggregation = new TemporalAggregation(kernelSize, config.padding());
    this.global =
        child("G", new KernelGenerator(space, segments, config.alpha() * segments, kernelSize));
    this.local = child("L", new LocalBranch(space, channels, config));
  }

  /**
   * The temporally aggregated maps.
   *
   * @param frames {@code [N*T, C, H, W]}, the frames of a clip in consecutive rows
   * @throws IllegalArgumentException if the rows are not a whole number of clips
   */
  public Tensor forward(Tensor frames, ForwardPass pass) {
    long rows = frames.size(0);
    if (rows % segments != 0) {
      throw new IllegalArgumentException(
          "%d frames are no whole number of clips of %d segments".formatted(rows, segments));
    }
    Tensor theta =
        frames
            .mean(2, 3)
            .view(rows / segments, segments, frames.size(1))
            .transpose(1, 2)
            .contiguous();
    Tensor kernel =
        global
            .forward(theta.reshape(-1, segments), pass)
            .view(theta.size(0), theta.size(1), kernelSize);
    Tensor importance = local.forward(theta, pass);
    Tensor output = aggregation.apply(frames, kernel, importance);
    pass.observer().dynamicConvolution(this, output.numel() * kernelSize);
    pass.observer().value(this, "theta", theta);
    pass.observer().value(this, "kernel", kernel);
    pass.observer().value(this, "local", importance);
    pass.observer().value(this, "", output);
    return output;
  }
}
