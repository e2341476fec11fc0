package io.kinespark.models.dsanet;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.TensorSpace;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * A residual block that aggregates the snippets of a video at one place ({@code DSABottleneck} and
 * {@code DSABasicblock} of {@code modules_maker/DSA.py}); children {@code block} and {@code dsa}.
 */
public final class AggregatingBlock extends Layer {
  private final DsaPlace place;
  private final SnippetBlock block;
  private final DynamicSegmentAggregation aggregation;

  /**
   * {@code block} with aggregation in it.
   *
   * @param shape of {@code block}
   * @param snippets U
   * @param rowsPerSnippet rows of the maps that belong to one snippet: 1 for volumes, T for frames
   */
  AggregatingBlock(
      TensorSpace space,
      SnippetBlock block,
      BlockShape shape,
      DsaConfig config,
      int snippets,
      int rowsPerSnippet) {
    this.place = config.place();
    this.block = child("block", block);
    int channels = place.channels(shape.inputs(), shape.planes(), shape.outputs());
    this.aggregation =
        child(
            "dsa",
            new DynamicSegmentAggregation(space, config, channels, snippets, rowsPerSnippet));
  }

  /**
   * A block over volumes.
   *
   * @param snippets U
   */
  public static AggregatingBlock ofVolumes(
      TensorSpace space, BlockShape shape, DsaConfig config, int snippets) {
    SnippetBlock block =
        SnippetBlock.of(MapLayers.ofVolumes(space), shape, UnaryOperator.identity());
    return new AggregatingBlock(space, block, shape, config, snippets, 1);
  }

  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    return block.forward(
        input, (at, maps) -> at == place ? aggregation.forward(maps, pass) : maps, pass);
  }
}
