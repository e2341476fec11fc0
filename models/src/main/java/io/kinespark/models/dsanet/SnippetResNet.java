package io.kinespark.models.dsanet;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.Sequential;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.VolumeGeometry;
import io.kinespark.models.nn.VolumeLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * A residual network over snippets, by volumes ({@code ResNet_I3D} of {@code
 * backbones/resnet_i3d.py}) or frame by frame ({@code ResNet} and {@code ResNetTSM}): stem, 3x3 max
 * pool of stride 2, then the stages. Children {@code conv1}, {@code bn1}, {@code layer1} ... The
 * freezing options act whenever the network enters training mode.
 */
public final class SnippetResNet extends NetworkModule {
  private static final Extent SECOND_POOL = new Extent(2, 1, 1);
  private static final int RGB = 3;

  private final DsanetBackboneConfig config;
  private final int framesPerSnippet;
  private final Layer stem;
  private final BatchNorm norm;
  private final List<Layer> stages;

  /** The backbone of that network, with the modules that stand in its blocks. */
  public SnippetResNet(TensorSpace space, DsanetConfig network) {
    this.config = network.backbone();
    this.framesPerSnippet = network.framesPerSnippet();
    MapLayers layers = isFrameWise() ? MapLayers.ofFrames(space) : MapLayers.ofVolumes(space);
    this.stem = child("conv1", stem(layers));
    this.norm = child("bn1", layers.norm(config.stemChannels()));
    BlockBuilder blocks = new BlockBuilder(space, layers, network);
    List<Layer> built = new ArrayList<>();
    for (int i = 0; i < config.numStages(); i++) {
      built.add(child("layer" + (i + 1), stage(blocks, i)));
    }
    this.stages = List.copyOf(built);
    freezeParameters();
  }

  private Layer stem(MapLayers layers) {
    if (config.deepStem() > 0) {
      return new DeepStem(layers, config.deepStem());
    }
    Extent kernel = Extent.of(1, 7);
    Extent stride = Extent.of(1, 2);
    if (config.temporal() instanceof TemporalModel.Inflated inflated) {
      List<Integer> size = inflated.stemKernel();
      kernel = new Extent(size.get(0), size.get(1), size.get(2));
      stride = Extent.of(inflated.stemStride(), 2);
    }
    return layers.convolution(VolumeGeometry.full(RGB, config.baseWidth(), kernel, stride));
  }

  private Layer stage(BlockBuilder blocks, int index) {
    Sequential stage =
        new Sequential(
            IntStream.range(0, config.stageBlocks().get(index))
                .mapToObj(block -> blocks.build(index, block))
                .toList());
    boolean pooled =
        index == 1
            && config.temporal() instanceof TemporalModel.FrameWise frames
            && frames.pooled();
    return pooled ? new TemporalPool(stage, framesPerSnippet) : stage;
  }

  private boolean isFrameWise() {
    return config.temporal() instanceof TemporalModel.FrameWise;
  }

  private void freezeParameters() {
    Freezing freezing = config.freezing();
    if (freezing.stages() >= 0) {
      stem.freeze();
      norm.freeze();
      stages.subList(0, freezing.stages()).forEach(NetworkModule::freeze);
    }
    if (freezing.normFrozen()) {
      modules(BatchNorm.class).forEach(NetworkModule::freeze);
    }
  }

  @Override
  public void train(boolean training) {
    super.train(training);
    Freezing freezing = config.freezing();
    if (training && freezing.normEval()) {
      modules(BatchNorm.class).forEach(each -> each.train(false));
    }
    if (training && freezing.stages() >= 0) {
      norm.train(false);
      stages.subList(0, freezing.stages()).forEach(each -> each.train(false));
    }
  }

  /**
   * The last stage's maps as volumes {@code [B*U, C, T', H', W']}.
   *
   * @param frames {@code [B*U*T, 3, H, W]}
   */
  public Tensor forward(Tensor frames, ForwardPass pass) {
    Tensor maps = isFrameWise() ? frames : VolumeLayout.volumes(frames, framesPerSnippet);
    maps = firstPool(norm.forward(stem.forward(maps, pass)).relu_());
    pass.observer().value(this, "maxpool", maps);
    for (int i = 0; i < stages.size(); i++) {
      maps = stages.get(i).forward(maps, pass);
      if (i == 0 && hasSecondPool()) {
        maps = MapPool.maximum(maps, SECOND_POOL, SECOND_POOL, Extent.ZERO);
      }
    }
    long remaining = maps.size(0) * framesPerSnippet / frames.size(0);
    return isFrameWise() ? VolumeLayout.volumes(maps, remaining) : maps;
  }

  private Tensor firstPool(Tensor maps) {
    long kernel = 1;
    long stride = 1;
    if (config.temporal() instanceof TemporalModel.Inflated inflated) {
      kernel = inflated.poolKernel();
      stride = inflated.poolStride();
    }
    return MapPool.maximum(
        maps, Extent.of(kernel, 3), Extent.of(stride, 2), Extent.of(kernel / 2, 1));
  }

  private boolean hasSecondPool() {
    return config.temporal() instanceof TemporalModel.Inflated inflated && inflated.secondPool();
  }
}
