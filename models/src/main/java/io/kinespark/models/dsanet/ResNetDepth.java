package io.kinespark.models.dsanet;

import java.util.List;

/**
 * The depths that residual networks were published in.
 *
 * @param block what its stages are made of
 * @param stageBlocks blocks of each of the four stages
 */
public record ResNetDepth(BlockKind block, List<Integer> stageBlocks) {
  /** Copies the list. */
  public ResNetDepth {
    stageBlocks = List.copyOf(stageBlocks);
  }

  /**
   * The blocks of ResNet-{@code depth} (arXiv 1512.03385 table 1; 200 of arXiv 1603.05027; 10 of
   * the I3D networks in whwu95/DSANet).
   *
   * @param depth 10, 18, 34, 50, 101, 152 or 200
   * @throws IllegalArgumentException for any other depth
   */
  public static ResNetDepth of(int depth) {
    return switch (depth) {
      case 10 -> new ResNetDepth(BlockKind.BASIC, List.of(1, 1, 1, 1));
      case 18 -> new ResNetDepth(BlockKind.BASIC, List.of(2, 2, 2, 2));
      case 34 -> new ResNetDepth(BlockKind.BASIC, List.of(3, 4, 6, 3));
      case 50 -> new ResNetDepth(BlockKind.BOTTLENECK, List.of(3, 4, 6, 3));
      case 101 -> new ResNetDepth(BlockKind.BOTTLENECK, List.of(3, 4, 23, 3));
      case 152 -> new ResNetDepth(BlockKind.BOTTLENECK, List.of(3, 8, 36, 3));
      case 200 -> new ResNetDepth(BlockKind.BOTTLENECK, List.of(3, 24, 36, 3));
      default ->
          throw new IllegalArgumentException(
              "depth is %d; use 10, 18, 34, 50, 101, 152 or 200, or give stage-blocks"
                  .formatted(depth));
    };
  }
}
