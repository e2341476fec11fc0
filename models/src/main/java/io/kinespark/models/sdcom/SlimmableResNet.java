package io.kinespark.models.sdcom;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.SlimmableBatchNorm;
import io.kinespark.models.nn.SlimmableConvolution;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.WidthChoice;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The dynamic network: torchvision's ResNet of slimmable layers (SDCOM {@code
 * lib/arch/dy_resnet.py}), {@code [N, 3, H, W] -> [N, n(2048, w), H/32, W/32]}. The stem sees all
 * colours at every width. Children {@code conv1}, {@code bn1}, {@code layer1} to {@code layer4},
 * and the 1000-way {@code fc}, which is in the checkpoints and never runs.
 */
public final class SlimmableResNet extends NetworkModule {
  private static final int STEM = 64;
  private static final int IMAGENET_CLASSES = 1000;
  private static final long[] POOL_KERNEL = {3, 3};
  private static final long[] POOL_STRIDE = {2, 2};
  private static final long[] POOL_PADDING = {1, 1};
  private static final long[] POOL_DILATION = {1, 1};

  private final SlimmableUnit stem;
  private final List<Stage> stages;

  /**
   * A network of that depth.
   *
   * @param shift whether the temporal shifts of {@code tsm-resnet50} act
   */
  public SlimmableResNet(
      TensorSpace space, ChannelWidths widths, SlimmableDepth depth, boolean shift) {
    this.stem =
        new SlimmableUnit(
            child(
                "conv1",
                new SlimmableConvolution(
                    space, widths, new ConvolutionGeometry(3, STEM, 7, 2, 3, 1), true)),
            child("bn1", new SlimmableBatchNorm(space, widths, STEM)));
    List<Stage> built = new ArrayList<>();
    long inputs = STEM;
    for (int i = 0; i < depth.blocks().size(); i++) {
      long planes = (long) STEM << i;
      built.add(
          child("layer" + (i + 1), new Stage(blocks(space, widths, depth, shift, i, inputs))));
      inputs = planes * depth.expansion();
    }
    this.stages = List.copyOf(built);
    child("fc", Linear.uniformByOutputs(space, inputs, IMAGENET_CLASSES));
  }

  private static List<SlimmableBlock> blocks(
      TensorSpace space,
      ChannelWidths widths,
      SlimmableDepth depth,
      boolean shift,
      int stage,
      long inputs) {
    long planes = (long) STEM << stage;
    long outputs = planes * depth.expansion();
    SlimmableBottleneck.Shift kind =
        !depth.shifts()
            ? SlimmableBottleneck.Shift.ABSENT
            : shift ? SlimmableBottleneck.Shift.ACTIVE : SlimmableBottleneck.Shift.IDLE;
    List<SlimmableBlock> blocks = new ArrayList<>();
    for (int i = 0; i < depth.blocks().get(stage); i++) {
      long from = i == 0 ? inputs : outputs;
      long stride = i == 0 && stage > 0 ? 2 : 1;
      boolean projected = stride != 1 || from != outputs;
      blocks.add(
          depth.bottlenecks()
              ? new SlimmableBottleneck(space, widths, from, planes, stride, projected, kind)
              : new SlimmableBasicBlock(space, widths, from, planes, stride, projected));
    }
    return blocks;
  }

  /**
   * The last stage's maps.
   *
   * @param frames {@code [N, 3, H, W]}, T consecutive rows to a clip
   * @param framesPerClip T
   * @return {@code [N, n(2048, w), H/32, W/32]} at one width, {@code [N, 2048, H/32, W/32]} with a
   *     width for each row; 512 instead of 2048 in networks without bottlenecks
   */
  public Tensor forward(Tensor frames, WidthChoice choice, long framesPerClip, ForwardPass pass) {
    Tensor value =
        torch.max_pool2d(
            stem.forward(frames, choice, pass).relu_(),
            POOL_KERNEL,
            POOL_STRIDE,
            POOL_PADDING,
            POOL_DILATION,
            false);
    pass.observer().value(this, "maxpool", value);
    for (Stage stage : stages) {
      value = stage.forward(value, choice, framesPerClip, pass);
    }
    return value;
  }

  /** Blocks one after another. */
  private static final class Stage extends NetworkModule {
    private final List<SlimmableBlock> blocks;

    Stage(List<SlimmableBlock> blocks) {
      this.blocks = List.copyOf(blocks);
      for (int i = 0; i < blocks.size(); i++) {
        child(Integer.toString(i), blocks.get(i));
      }
    }

    Tensor forward(Tensor input, WidthChoice choice, long framesPerClip, ForwardPass pass) {
      Tensor value = input;
      for (SlimmableBlock block : blocks) {
        value = block.forward(value, choice, framesPerClip, pass);
      }
      pass.observer().value(this, "", value);
      return value;
    }
  }
}
