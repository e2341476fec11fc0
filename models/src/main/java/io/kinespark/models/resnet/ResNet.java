package io.kinespark.models.resnet;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.ConvNorm;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.Sequential;
import io.kinespark.models.nn.TensorSpace;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A 2-D ResNet over frames: 7x7 stem of stride 2, 3x3 max pooling of stride 2, then the stages
 * {@code layer1} ... ({@code [N*T, 3, H, W] -> [N*T, 4 * planes, H/32, W/32]} with four stages).
 * The freezing options act whenever the network enters training mode (mmaction2 {@code resnet.py}).
 */
public final class ResNet extends NetworkModule {
  private static final long[] POOL_KERNEL = {3, 3};
  private static final long[] POOL_STRIDE = {2, 2};
  private static final long[] POOL_PADDING = {1, 1};
  private static final long[] POOL_DILATION = {1, 1};

  private final ResNetConfig config;
  private final ConvNorm stem;
  private final List<Sequential> stages;

  /** The network with the blocks that {@code factory} makes. */
  public ResNet(TensorSpace space, ResNetConfig config, BlockFactory factory) {
    this.config = config;
    this.stem =
        child(
            "conv1",
            ConvNorm.rectified(space, new ConvolutionGeometry(3, config.baseWidth(), 7, 2, 3, 1)));
    List<Sequential> built = new ArrayList<>();
    int inputs = config.baseWidth();
    for (int i = 0; i < config.numStages(); i++) {
      built.add(child("layer" + (i + 1), stage(space, i, inputs, factory)));
      inputs = config.planes(i) * ResNetConfig.EXPANSION;
    }
    this.stages = List.copyOf(built);
    freezeParameters();
  }

  private Sequential stage(TensorSpace space, int index, int inputs, BlockFactory factory) {
    int planes = config.planes(index);
    int dilation = config.dilations().get(index);
    List<ResidualBlock> blocks = new ArrayList<>();
    for (int i = 0; i < config.stageBlocks().get(index); i++) {
      int stride = i == 0 ? config.strides().get(index) : 1;
      int blockInputs = i == 0 ? inputs : planes * ResNetConfig.EXPANSION;
      blocks.add(
          factory.create(
              space, BottleneckGeometry.of(blockInputs, planes, stride, dilation, config.style())));
    }
    return new Sequential(blocks);
  }

  private void freezeParameters() {
    if (config.frozenStages() >= 0) {
      stem.freeze();
      stages.subList(0, config.frozenStages()).forEach(NetworkModule::freeze);
    }
    if (config.partialBn()) {
      mapNormsAfterTheFirst().forEach(NetworkModule::freeze);
    }
  }

  private List<BatchNorm> mapNormsAfterTheFirst() {
    return norms().stream().filter(BatchNorm::overMaps).skip(1).toList();
  }

  private List<BatchNorm> norms() {
    return modules(BatchNorm.class);
  }

  @Override
  public void train(boolean training) {
    super.train(training);
    if (!training) {
      return;
    }
    if (config.frozenStages() >= 0) {
      stem.norm().train(false);
      stages.subList(0, config.frozenStages()).forEach(stage -> stage.train(false));
    }
    if (config.normEval()) {
      norms().forEach(norm -> norm.train(false));
    }
    if (config.partialBn()) {
      mapNormsAfterTheFirst().forEach(norm -> norm.train(false));
    }
  }

  /** The last stage's maps of {@code frames [N*T, 3, H, W]}. */
  public Tensor forward(Tensor frames, ForwardPass pass) {
    Tensor value =
        torch.max_pool2d(
            stem.forward(frames, pass),
            POOL_KERNEL,
            POOL_STRIDE,
            POOL_PADDING,
            POOL_DILATION,
            false);
    pass.observer().value(this, "maxpool", value);
    for (Sequential stage : stages) {
      value = stage.forward(value, pass);
    }
    return value;
  }
}
