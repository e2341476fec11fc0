package io.kinespark.models.dsanet;

import io.kinespark.models.dsanet.BlockShape.ShortcutKind;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.NetworkModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** A residual block: {@code [N, C, T, H, W] -> [N, D, T', H', W']}, or the same without T. */
public abstract sealed class SnippetBlock extends Layer
    permits SnippetBottleneck, SnippetBasicBlock {
  private final Optional<Shortcut> shortcut;

  SnippetBlock(MapLayers layers, BlockShape shape) {
    this.shortcut =
        shape.shortcut() == ShortcutKind.IDENTITY
            ? Optional.empty()
            : Optional.of(new Shortcut(layers, shape));
  }

  /**
   * A block of that shape.
   *
   * @param first what becomes of the first convolution, for example a shift before it
   */
  static SnippetBlock of(MapLayers layers, BlockShape shape, UnaryOperator<Layer> first) {
    return shape.kind() == BlockKind.BOTTLENECK
        ? new SnippetBottleneck(layers, shape, first)
        : new SnippetBasicBlock(layers, shape, first);
  }

  /** Registers the parts and the shortcut, if there is one, in {@code order}. */
  final void registerParts(List<String> order, Map<String, NetworkModule> parts) {
    for (String name : order) {
      if (name.equals("downsample")) {
        shortcut.ifPresent(module -> child(name, module));
      } else {
        child(name, parts.get(name));
      }
    }
  }

  /** {@code ReLU(residual + shortcut(input))}; {@code residual} is overwritten. */
  final Tensor joined(Tensor residual, Tensor input, ForwardPass pass) {
    return residual.add_(shortcut.map(module -> module.forward(input, pass)).orElse(input)).relu_();
  }

  /** The block with {@code insert} at its places. */
  abstract Tensor forward(Tensor input, BlockInsert insert, ForwardPass pass);

  @Override
  public final Tensor forward(Tensor input, ForwardPass pass) {
    return forward(input, BlockInsert.NONE, pass);
  }
}
