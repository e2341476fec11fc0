package io.kinespark.models.sdcom;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.SlimmableBatchNorm;
import io.kinespark.models.nn.SlimmableConvolution;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.WidthChoice;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A residual block of slimmable layers, {@code y = ReLU(branch(x) + shortcut(x))}, with
 * torchvision's names: {@code conv1}, {@code bn1}, ..., {@code downsample.0} and {@code .1} where
 * the shortcut is projected. The last norm of the branch begins with scale 0.
 */
public abstract class SlimmableBlock extends NetworkModule {
  private final TensorSpace space;
  private final ChannelWidths widths;
  private Optional<SlimmableUnit> projection = Optional.empty();

  SlimmableBlock(TensorSpace space, ChannelWidths widths) {
    this.space = space;
    this.widths = widths;
  }

  /** Registers {@code convNUMBER} and {@code bnNUMBER}. */
  final SlimmableUnit unit(int number, ConvolutionGeometry geometry, float initialScale) {
    return new SlimmableUnit(
        child("conv" + number, new SlimmableConvolution(space, widths, geometry, false)),
        child(
            "bn" + number,
            new SlimmableBatchNorm(space, widths, geometry.outputs(), initialScale)));
  }

  /** Registers a projected shortcut. */
  final void project(long inputs, long outputs, long stride) {
    Projection module =
        new Projection(space, widths, ConvolutionGeometry.pointwise(inputs, outputs, stride));
    projection = Optional.of(child("downsample", module).unit);
  }

  /**
   * The block's output {@code [N, D, H', W']}.
   *
   * @param input {@code [N, C, H, W]}
   * @param framesPerClip T, rows of a clip
   */
  public final Tensor forward(
      Tensor input, WidthChoice choice, long framesPerClip, ForwardPass pass) {
    Tensor shortcut = projection.map(unit -> unit.forward(input, choice, pass)).orElse(input);
    return branch(input, choice, framesPerClip, pass).add_(shortcut).relu_();
  }

  abstract Tensor branch(Tensor input, WidthChoice choice, long framesPerClip, ForwardPass pass);

  private static final class Projection extends NetworkModule {
    private final SlimmableUnit unit;

    Projection(TensorSpace space, ChannelWidths widths, ConvolutionGeometry geometry) {
      this.unit =
          new SlimmableUnit(
              child("0", new SlimmableConvolution(space, widths, geometry, false)),
              child("1", new SlimmableBatchNorm(space, widths, geometry.outputs())));
    }
  }
}
