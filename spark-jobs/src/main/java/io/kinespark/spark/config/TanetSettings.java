package io.kinespark.spark.config;

import java.util.List;

/**
 * The section {@code kinespark.model.tanet}: the shape and the training options of a TANet (arXiv
 * 2005.06803).
 *
 * @param depth 50, 101 or 152
 * @param stageBlocks blocks of each stage; empty for those of the depth
 * @param baseWidth channels of the stem
 * @param numStages 1 to 4
 * @param strides spatial stride of each stage
 * @param dilations dilation of each stage
 * @param style which convolution of a bottleneck has the stride
 * @param tam the temporal adaptive modules
 * @param head the classification head
 * @param dropout share of features dropped in training, in [0, 1)
 * @param labelSmoothing share of the target spread over all classes, in [0, 1)
 * @param frozenStages -1 none, 0 the stem, k the stem and stages 1 to k
 * @param normEval whether batch normalisation uses running statistics in training
 * @param partialBn whether all 2-D batch normalisation but the stem's is frozen
 * @param fcLr5 whether the classifier learns at 5 times the rate
 * @param averageClips how the scores of views are averaged
 */
public record TanetSettings(
    int depth,
    List<Integer> stageBlocks,
    int baseWidth,
    int numStages,
    List<Integer> strides,
    List<Integer> dilations,
    Style style,
    Tam tam,
    Head head,
    double dropout,
    double labelSmoothing,
    int frozenStages,
    boolean normEval,
    boolean partialBn,
    boolean fcLr5,
    AverageClips averageClips) {

  /** Which convolution of a bottleneck has the stride. */
  public enum Style {
    /** The 3x3 convolution. */
    PYTORCH,
    /** The first 1x1 convolution. */
    CAFFE
  }

  /** Classification heads. */
  public enum Head {
    /** Dropout and classifier on each frame, then the mean of the logits. */
    TSM,
    /** Mean of the features, then dropout and classifier. */
    TSN
  }

  /** Averages of the scores of a video's views. */
  public enum AverageClips {
    /** Mean of the softmax. */
    PROB,
    /** Mean of the logits. */
    SCORE
  }

  /**
   * Options of the temporal adaptive modules.
   *
   * @param enabled whether blocks have one
   * @param alpha width of the global branch in multiples of T
   * @param kernelSize taps of the adaptive kernel
   * @param beta divisor of the channels in the local branch
   * @param conv1dKernelSize taps of the local branch's convolution
   * @param stride stride of the adaptive convolution
   * @param padding zero frames before and after a clip
   */
  public record Tam(
      boolean enabled,
      int alpha,
      int kernelSize,
      int beta,
      int conv1dKernelSize,
      int stride,
      int padding) {

    private static Tam read(ConfigReader tam) {
      Interval positive = Interval.atLeast(1);
      Tam options =
          new Tam(
              tam.flag("enabled"),
              tam.integer("alpha", positive),
              tam.integer("kernel-size", positive),
              tam.integer("beta", positive),
              tam.integer("conv1d-kernel-size", positive),
              tam.integer("stride", positive),
              tam.integer("padding", Interval.atLeast(0)));
      if (options.kernelSize != 2 * options.padding + 1) {
        tam.problem(
            "kernel-size",
            "must be 2 * padding + 1 = " + (2L * options.padding + 1) + " to keep the frames");
      }
      if (options.stride != 1) {
        tam.problem("stride", "must be 1 to keep the frames");
      }
      if (options.conv1dKernelSize % 2 == 0) {
        tam.problem("conv1d-kernel-size", "must be odd to keep the frames");
      }
      return options;
    }
  }

  static TanetSettings read(ConfigReader tanet) {
    int numStages = tanet.integer("num-stages", Interval.between(1, 4));
    int depth = tanet.integer("depth", Interval.between(50, 152));
    if (!List.of(50, 101, 152).contains(depth)) {
      tanet.problem("depth", "must be 50, 101 or 152");
    }
    List<Integer> stageBlocks = tanet.integers("stage-blocks", Interval.atLeast(1));
    if (!stageBlocks.isEmpty() && stageBlocks.size() != numStages) {
      tanet.problem(
          "stage-blocks",
          "must be empty or have one number for each of the " + numStages + " stages");
    }
    return new TanetSettings(
        depth,
        stageBlocks,
        tanet.integer("base-width", Interval.atLeast(1)),
        numStages,
        perStage(tanet, "strides", Interval.between(1, 2), numStages),
        perStage(tanet, "dilations", Interval.atLeast(1), numStages),
        tanet.choice("style", Style.class),
        Tam.read(tanet.section("tam")),
        tanet.choice("head", Head.class),
        tanet.number("dropout", Interval.fromBelow(0, 1)),
        tanet.number("label-smoothing", Interval.fromBelow(0, 1)),
        tanet.integer("frozen-stages", Interval.between(-1, 4)),
        tanet.flag("norm-eval"),
        tanet.flag("partial-bn"),
        tanet.flag("fc-lr5"),
        tanet.choice("average-clips", AverageClips.class));
  }

  private static List<Integer> perStage(
      ConfigReader tanet, String key, Interval allowed, int numStages) {
    List<Integer> values = tanet.integers(key, allowed);
    if (values.size() < numStages) {
      tanet.problem(key, "must have a number for each of the " + numStages + " stages");
      return values;
    }
    return values.subList(0, numStages);
  }
}
