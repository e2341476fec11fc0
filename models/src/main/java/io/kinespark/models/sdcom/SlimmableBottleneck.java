package io.kinespark.models.sdcom;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.WidthChoice;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A slimmable bottleneck (SDCOM {@code DyChBottleneck}, {@code lib/arch/dy_resnet.py} and {@code
 * dy_tsmresnet.py}): 1x1, 3x3 with the stride, 1x1 to four times the planes, and in {@code
 * tsm-resnet50} a temporal shift {@code shift} at the head of the branch.
 */
public final class SlimmableBottleneck extends SlimmableBlock {
  private static final int EXPANSION = 4;

  private final Optional<ChannelShift> shift;
  private final SlimmableUnit reduce;
  private final SlimmableUnit spatial;
  private final SlimmableUnit expand;

  /** Which temporal shift a bottleneck holds. */
  enum Shift {
    /** None. */
    ABSENT,
    /** One that leaves its input as it is, as the released code's does. */
    IDLE,
    /** One that shifts. */
    ACTIVE
  }

  /**
   * A block without temporal shift.
   *
   * @param projected whether the shortcut is a 1x1 convolution
   */
  public SlimmableBottleneck(
      TensorSpace space,
      ChannelWidths widths,
      long inputs,
      long planes,
      long stride,
      boolean projected) {
    this(space, widths, inputs, planes, stride, projected, Shift.ABSENT);
  }

  SlimmableBottleneck(
      TensorSpace space,
      ChannelWidths widths,
      long inputs,
      long planes,
      long stride,
      boolean projected,
      Shift shift) {
    super(space, widths);
    this.shift =
        shift == Shift.ABSENT
            ? Optional.empty()
            : Optional.of(child("shift", new ChannelShift(space, inputs, shift == Shift.ACTIVE)));
    this.reduce = unit(1, ConvolutionGeometry.pointwise(inputs, planes, 1), 1);
    this.spatial = unit(2, ConvolutionGeometry.threeByThree(planes, planes, stride, 1), 1);
    this.expand = unit(3, ConvolutionGeometry.pointwise(planes, planes * EXPANSION, 1), 0);
    if (projected) {
      project(inputs, planes * EXPANSION, stride);
    }
  }

  @Override
  Tensor branch(Tensor input, WidthChoice choice, long framesPerClip, ForwardPass pass) {
    Tensor shifted = shift.map(module -> module.forward(input, framesPerClip)).orElse(input);
    Tensor reduced = reduce.forward(shifted, choice, pass).relu_();
    return expand.forward(spatial.forward(reduced, choice, pass).relu_(), choice, pass);
  }
}
