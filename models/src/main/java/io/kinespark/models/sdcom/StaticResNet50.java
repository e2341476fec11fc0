package io.kinespark.models.sdcom;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution2d;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * ResNet-50 under torchvision's names on frames resized to 96 by 96 (bilinear, corners aligned):
 * maps {@code [N, 2048, 3, 3]}. Its 1000-way {@code fc} is in the checkpoints and never runs;
 * {@code classifier} stands beside it.
 */
public final class StaticResNet50 extends StaticNetwork {
  private static final long SIDE = 96;
  private static final int STEM = 64;
  private static final int FEATURES = 2048;
  private static final int IMAGENET_CLASSES = 1000;
  private static final List<Integer> BLOCKS = List.of(3, 4, 6, 3);
  private static final long[] POOL_KERNEL = {3, 3};
  private static final long[] POOL_STRIDE = {2, 2};
  private static final long[] POOL_PADDING = {1, 1};
  private static final long[] POOL_DILATION = {1, 1};

  private final Convolution2d stem;
  private final BatchNorm stemNorm;
  private final List<Stage> stages;
  private final Classifier classifier;

  /** A network with a classifier of {@code classes}. */
  public StaticResNet50(TensorSpace space, int classes, double dropout) {
    this.stem =
        child("conv1", new Convolution2d(space, new ConvolutionGeometry(3, STEM, 7, 2, 3, 1)));
    this.stemNorm = child("bn1", BatchNorm.ofMaps(space, STEM));
    List<Stage> built = new ArrayList<>();
    int inputs = STEM;
    for (int i = 0; i < BLOCKS.size(); i++) {
      int planes = STEM << i;
      Stage stage = new Stage(space, BLOCKS.get(i), inputs, planes, i == 0 ? 1 : 2);
      built.add(child("layer" + (i + 1), stage));
      inputs = planes * StaticBottleneck.EXPANSION;
    }
    this.stages = List.copyOf(built);
    child("fc", Linear.biased(space, FEATURES, IMAGENET_CLASSES));
    this.classifier = child("classifier", new Classifier(space, FEATURES, classes, dropout));
  }

  @Override
  public Tensor maps(Tensor frames, ForwardPass pass) {
    Tensor resized = torch.upsample_bilinear2d(frames, new long[] {SIDE, SIDE}, true);
    Tensor value =
        torch.max_pool2d(
            stemNorm.forward(stem.forward(resized, pass)).relu_(),
            POOL_KERNEL,
            POOL_STRIDE,
            POOL_PADDING,
            POOL_DILATION,
            false);
    for (Stage stage : stages) {
      value = stage.forward(value, pass);
    }
    return value;
  }

  @Override
  public int features() {
    return FEATURES;
  }

  @Override
  public Tensor logits(Tensor values, ForwardPass pass) {
    return classifier.forward(values, pass);
  }

  /** Blocks one after another. */
  private static final class Stage extends NetworkModule {
    private final List<StaticBottleneck> blocks;

    Stage(TensorSpace space, int count, int inputs, int planes, int stride) {
      List<StaticBottleneck> built = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int from = i == 0 ? inputs : planes * StaticBottleneck.EXPANSION;
        built.add(
            child(
                Integer.toString(i),
                new StaticBottleneck(space, from, planes, i == 0 ? stride : 1)));
      }
      this.blocks = List.copyOf(built);
    }

    Tensor forward(Tensor input, ForwardPass pass) {
      Tensor value = input;
      for (StaticBottleneck block : blocks) {
        value = block.forward(value, pass);
      }
      return value;
    }
  }
}
