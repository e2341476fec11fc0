package io.kinespark.models.dsanet;

import io.kinespark.models.AverageClips;
import io.kinespark.models.ModelConfig;
import io.kinespark.models.Require;

/**
 * DSANet: a residual network over the U snippets of a video whose blocks hold dynamic segment
 * aggregation (arXiv 2105.12085, ACM MM 2021; whwu95/DSANet). With no block wrapped it is the I3D,
 * C2D, TSN or TSM network that it is compared with.
 *
 * @param backbone the residual network
 * @param dsa the aggregation and the blocks that have it
 * @param head the classification head
 * @param numClasses classes of the classifier
 * @param snippets U, snippets of one clip, whose logits are averaged; baked into the shape of the
 *     modules
 * @param framesPerSnippet T
 * @param averageClips how the views of one video are combined; the original averages logits
 */
public record DsanetConfig(
    DsanetBackboneConfig backbone,
    DsaConfig dsa,
    SnippetHeadConfig head,
    int numClasses,
    int snippets,
    int framesPerSnippet,
    AverageClips averageClips)
    implements ModelConfig {
  /** Checks the ranges and that the parts fit each other. */
  public DsanetConfig {
    Require.atLeast(numClasses, 1, "num-classes");
    Require.atLeast(snippets, 1, "snippets");
    Require.atLeast(framesPerSnippet, 1, "frames-per-snippet");
    if (!dsa.blocks().isEmpty()) {
      DsanetBackboneConfig.requireFlagPerBlock("dsa.blocks", dsa.blocks(), backbone.stageBlocks());
    }
    if (dsa.enabled()) {
      requireFit(dsa, backbone);
    }
    if (backbone.temporal() instanceof TemporalModel.FrameWise frames) {
      Require.that(
          !frames.pooled() || framesPerSnippet % 2 == 0,
          "temporal-pool halves the frames of a snippet, which are %d: an even number is needed"
              .formatted(framesPerSnippet));
    }
  }

  private static void requireFit(DsaConfig dsa, DsanetBackboneConfig backbone) {
    Require.that(
        dsa.place().isIn(backbone.block()),
        "dsa.place %s: %s blocks have no such place".formatted(dsa.place(), backbone.block()));
    if (backbone.temporal() instanceof TemporalModel.FrameWise frames) {
      Require.that(
          frames.shift() != ShiftPlace.BLOCK && !frames.pooled(),
          "aggregation goes into blocks, not around what shift-place block or temporal-pool wrap them in; use shift-place blockres without temporal-pool");
    }
    for (int stage = 0; stage < backbone.numStages(); stage++) {
      for (int block = 0; block < backbone.stageBlocks().get(stage); block++) {
        if (dsa.wraps(stage, block)) {
          requireFit(dsa, backbone, stage, block);
        }
      }
    }
  }

  private static void requireFit(
      DsaConfig dsa, DsanetBackboneConfig backbone, int stage, int block) {
    int channels =
        dsa.place()
            .channels(
                backbone.inputs(stage, block), backbone.planes(stage), backbone.outputs(stage));
    Require.that(
        dsa.aggregated(channels) >= 1,
        "dsa.ratio %s leaves none of the %d channels at %s of block %d in stage %d"
            .formatted(Double.toString(dsa.ratio()), channels, dsa.place(), block, stage + 1));
    boolean pooled =
        backbone.block() == BlockKind.BOTTLENECK
            && backbone.averageDownsampling() != AverageDownsampling.NONE
            && block == 0
            && backbone.strides().get(stage) > 1;
    Require.that(
        !pooled,
        "block 0 of stage %d cannot have both aggregation and average-downsampling: the original's aggregating block leaves the pool out"
            .formatted(stage + 1));
  }

  /**
   * The published network: I3D ResNet of that depth, four snippets of eight frames, aggregation in
   * every second block of the second and third stage.
   *
   * @param depth 10, 18, 34, 50, 101, 152 or 200
   * @param numClasses classes of the classifier
   */
  public static DsanetConfig of(int depth, int numClasses) {
    DsanetBackboneConfig backbone = DsanetBackboneConfig.inflated(depth);
    return new DsanetConfig(
        backbone,
        DsaConfig.published(DsaConfig.alternateBlocks(backbone.stageBlocks())),
        SnippetHeadConfig.published(),
        numClasses,
        4,
        8,
        AverageClips.SCORE);
  }

  @Override
  public String family() {
    return DsanetFamily.NAME;
  }

  @Override
  public int framesPerClip() {
    return snippets * framesPerSnippet;
  }

  /** The same network on another backbone. */
  public DsanetConfig withBackbone(DsanetBackboneConfig newBackbone) {
    return new DsanetConfig(
        newBackbone, dsa, head, numClasses, snippets, framesPerSnippet, averageClips);
  }

  /** The same network with other aggregation, or none. */
  public DsanetConfig withDsa(DsaConfig newDsa) {
    return new DsanetConfig(
        backbone, newDsa, head, numClasses, snippets, framesPerSnippet, averageClips);
  }

  /** The same network with another head. */
  public DsanetConfig withHead(SnippetHeadConfig newHead) {
    return new DsanetConfig(
        backbone, dsa, newHead, numClasses, snippets, framesPerSnippet, averageClips);
  }

  /** The same network for clips of other numbers of snippets and frames. */
  public DsanetConfig withClip(int newSnippets, int newFramesPerSnippet) {
    return new DsanetConfig(
        backbone, dsa, head, numClasses, newSnippets, newFramesPerSnippet, averageClips);
  }
}
