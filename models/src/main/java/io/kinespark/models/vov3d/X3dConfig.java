package io.kinespark.models.vov3d;

import io.kinespark.models.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * X3D by its scaling rule (arXiv 2004.04730; PySlowFast {@code video_model_builder.py}): widths
 * {@code dim_c1 * (1, 2, 4, 8) * width} rounded to multiples of 8, inner widths {@code
 * floor(bottleneck * width)}, {@code ceil(depth * (1, 2, 5, 3))} blocks.
 *
 * @param dimC1 width of the unscaled stem
 * @param widthFactor of all channels
 * @param depthFactor of the blocks of every stage
 * @param bottleneckFactor inner channels of a block over its outputs
 * @param base what it shares with VoV3D
 */
public record X3dConfig(
    int dimC1, double widthFactor, double depthFactor, double bottleneckFactor, X3dBaseConfig base)
    implements X3dFamilyConfig {
  private static final List<Integer> BASE_BLOCKS = List.of(1, 2, 5, 3);
  private static final double GROWTH = 2.0;

  /** Checks the ranges. */
  public X3dConfig {
    Require.atLeast(dimC1, 1, "x3d.dim-c1");
    requirePositive(widthFactor, "x3d.width-factor");
    requirePositive(depthFactor, "x3d.depth-factor");
    requirePositive(bottleneckFactor, "x3d.bottleneck-factor");
    Require.that(
        base.spatialStrides().size() == BASE_BLOCKS.size(),
        "x3d has %d stages, spatial-strides has %d numbers"
            .formatted(BASE_BLOCKS.size(), base.spatialStrides().size()));
  }

  private static void requirePositive(double value, String setting) {
    Require.that(
        value > 0 && Double.isFinite(value),
        "%s is %s; it must be above 0".formatted(setting, Double.toString(value)));
  }

  /** X3D-M: depth factor 2.2. */
  public static X3dConfig medium(int numClasses, int numFrames) {
    return new X3dConfig(12, 2, 2.2, 2.25, X3dBaseConfig.of(numClasses, numFrames));
  }

  /** X3D-L: depth factor 5. */
  public static X3dConfig large(int numClasses, int numFrames) {
    return new X3dConfig(12, 2, 5, 2.25, X3dBaseConfig.of(numClasses, numFrames));
  }

  @Override
  public String family() {
    return X3dFamily.NAME;
  }

  @Override
  public int stemChannels() {
    return RoundedWidth.of(dimC1, widthFactor);
  }

  @Override
  public List<VolumeStage> stages() {
    List<VolumeStage> stages = new ArrayList<>();
    int inputs = stemChannels();
    int unscaled = dimC1;
    for (int i = 0; i < BASE_BLOCKS.size(); i++) {
      int outputs = RoundedWidth.of(unscaled, widthFactor);
      int blocks = (int) Math.ceil(depthFactor * BASE_BLOCKS.get(i));
      stages.add(
          new VolumeStage(blocks, inputs, inner(outputs), outputs, base.spatialStrides().get(i)));
      inputs = outputs;
      unscaled = RoundedWidth.of(unscaled, GROWTH);
    }
    return List.copyOf(stages);
  }

  private int inner(int outputs) {
    return (int) (bottleneckFactor * outputs);
  }

  @Override
  public int headChannels() {
    List<VolumeStage> stages = stages();
    return stages.get(stages.size() - 1).inner();
  }
}
