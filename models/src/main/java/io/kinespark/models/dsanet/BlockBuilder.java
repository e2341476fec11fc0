package io.kinespark.models.dsanet;

import io.kinespark.models.dsanet.BlockShape.ShortcutKind;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.TensorSpace;
import java.util.function.UnaryOperator;

/** Makes the blocks of a backbone with all that stands around and in them. */
final class BlockBuilder {
  /** So many blocks in the third stage, and only every second one is shifted. */
  private static final int MANY_BLOCKS = 23;

  private final TensorSpace space;
  private final MapLayers layers;
  private final DsanetConfig config;
  private final DsanetBackboneConfig backbone;

  BlockBuilder(TensorSpace space, MapLayers layers, DsanetConfig config) {
    this.space = space;
    this.layers = layers;
    this.config = config;
    this.backbone = config.backbone();
  }

  /** That block, both numbers 0-based. */
  Layer build(int stage, int index) {
    BlockShape shape = shape(stage, index);
    SnippetBlock block = SnippetBlock.of(layers, shape, firstConvolution(stage, index));
    if (config.dsa().wraps(stage, index)) {
      return new AggregatingBlock(
          space, block, shape, config.dsa(), config.snippets(), rowsPerSnippet());
    }
    return shifts(ShiftPlace.BLOCK) ? shifted(block, stage) : block;
  }

  private BlockShape shape(int stage, int index) {
    boolean first = index == 0;
    int stride = first ? backbone.strides().get(stage) : 1;
    return new BlockShape(
        backbone.block(),
        backbone.inputs(stage, index),
        backbone.planes(stage),
        stride,
        first ? temporalStride(stage) : 1,
        backbone.dilations().get(stage),
        backbone.style(),
        isInflated(stage, index),
        inflationStyle(),
        backbone.averageDownsampling(),
        first ? shortcut(stage, stride) : ShortcutKind.IDENTITY,
        backbone.zeroInitResidual());
  }

  private ShortcutKind shortcut(int stage, int stride) {
    if (stride == 1 && backbone.inputs(stage, 0) == backbone.outputs(stage)) {
      return ShortcutKind.IDENTITY;
    }
    return backbone.averageShortcut() ? ShortcutKind.AVERAGED_PROJECTION : ShortcutKind.PROJECTION;
  }

  private int temporalStride(int stage) {
    return backbone.temporal() instanceof TemporalModel.Inflated inflated
        ? inflated.strides().get(stage)
        : 1;
  }

  private boolean isInflated(int stage, int index) {
    return backbone.temporal() instanceof TemporalModel.Inflated inflated
        && inflated.blocks().get(stage).get(index);
  }

  private InflationStyle inflationStyle() {
    return backbone.temporal() instanceof TemporalModel.Inflated inflated
        ? inflated.style()
        : InflationStyle.FIRST;
  }

  private UnaryOperator<Layer> firstConvolution(int stage, int index) {
    boolean every = backbone.numStages() < 3 || backbone.stageBlocks().get(2) < MANY_BLOCKS;
    boolean shifts = shifts(ShiftPlace.BLOCKRES) && (every || index % 2 == 0);
    return shifts ? convolution -> shifted(convolution, stage) : UnaryOperator.identity();
  }

  private boolean shifts(ShiftPlace place) {
    return backbone.temporal() instanceof TemporalModel.FrameWise frames && frames.shift() == place;
  }

  private Layer shifted(Layer layer, int stage) {
    TemporalModel.FrameWise frames = (TemporalModel.FrameWise) backbone.temporal();
    boolean halved = frames.pooled() && stage > 0;
    int length = halved ? config.framesPerSnippet() / 2 : config.framesPerSnippet();
    return new TemporalShift(layer, length, frames.divisor());
  }

  private int rowsPerSnippet() {
    return backbone.temporal() instanceof TemporalModel.FrameWise ? config.framesPerSnippet() : 1;
  }
}
