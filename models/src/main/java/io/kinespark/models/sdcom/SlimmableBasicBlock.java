package io.kinespark.models.sdcom;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.WidthChoice;
import org.bytedeco.pytorch.Tensor;

/**
 * A slimmable block of two 3x3 convolutions (SDCOM {@code DyChBasicBlock}, {@code
 * lib/arch/dy_resnet.py}).
 */
public final class SlimmableBasicBlock extends SlimmableBlock {
  private final SlimmableUnit first;
  private final SlimmableUnit second;

  /**
   * A block.
   *
   * @param projected whether the shortcut is a 1x1 convolution
   */
  public SlimmableBasicBlock(
      TensorSpace space,
      ChannelWidths widths,
      long inputs,
      long planes,
      long stride,
      boolean projected) {
    super(space, widths);
    this.first = unit(1, ConvolutionGeometry.threeByThree(inputs, planes, stride, 1), 1);
    this.second = unit(2, ConvolutionGeometry.threeByThree(planes, planes, 1, 1), 0);
    if (projected) {
      project(inputs, planes, stride);
    }
  }

  @Override
  Tensor branch(Tensor input, WidthChoice choice, long framesPerClip, ForwardPass pass) {
    return second.forward(first.forward(input, choice, pass).relu_(), choice, pass);
  }
}
