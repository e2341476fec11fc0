package io.kinespark.models.vov3d;

import io.kinespark.models.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * VoV3D (arXiv 2012.00317; youngwanLEE/VoV3D): stages of residual blocks around temporal one-shot
 * aggregation.
 *
 * @param stemChannels channels of the stem
 * @param innerChannels c, the inner width of the first stage ({@code VOV3D.INNER_CH}), even
 * @param innerMultipliers inner width of each stage in units of c
 * @param outMultipliers output width of each stage in units of c
 * @param stageBlocks blocks of each stage
 * @param convsPerTosa n, D(2+1)D modules of one T-OSA ({@code VOV3D.NUM_CONV})
 * @param headChannels channels of the head's {@code conv_5}
 * @param base what it shares with X3D
 */
public record Vov3dConfig(
    int stemChannels,
    int innerChannels,
    List<Double> innerMultipliers,
    List<Double> outMultipliers,
    List<Integer> stageBlocks,
    int convsPerTosa,
    int headChannels,
    X3dBaseConfig base)
    implements X3dFamilyConfig {
  private static final List<Double> INNER = List.of(1.0, 2.0, 4.0, 8.0);
  private static final List<Double> OUT = List.of(0.5, 1.0, 2.0, 4.0);

  /** Copies the lists, and checks the ranges and that the parts fit each other. */
  public Vov3dConfig {
    innerMultipliers = List.copyOf(innerMultipliers);
    outMultipliers = List.copyOf(outMultipliers);
    stageBlocks = List.copyOf(stageBlocks);
    Require.atLeast(stemChannels, 1, "vov3d.stem-channels");
    Require.atLeast(innerChannels, 2, "vov3d.inner-channels");
    Require.atLeast(convsPerTosa, 1, "vov3d.convs-per-tosa");
    Require.atLeast(headChannels, 1, "vov3d.head-channels");
    int stages = stageBlocks.size();
    Require.that(
        stages > 0
            && innerMultipliers.size() == stages
            && outMultipliers.size() == stages
            && base.spatialStrides().size() == stages,
        ("vov3d.stage-blocks %s, inner-multipliers %s, out-multipliers %s and spatial-strides %s"
                + " must have one number for each stage")
            .formatted(stageBlocks, innerMultipliers, outMultipliers, base.spatialStrides()));
    for (int i = 0; i < stages; i++) {
      int inner = width(innerChannels, innerMultipliers.get(i));
      Require.that(
          inner >= 2 && inner % 2 == 0,
          "inner width %d of stage s%d must be even: a D(2+1)D puts out half of it"
              .formatted(inner, i + 2));
    }
  }

  private static Vov3dConfig of(
      int innerChannels, List<Integer> stageBlocks, int convsPerTosa, X3dBaseConfig base) {
    return new Vov3dConfig(
        innerChannels / 2,
        innerChannels,
        INNER,
        OUT,
        stageBlocks,
        convsPerTosa,
        8 * innerChannels,
        base);
  }

  /** VoV3D-M as the repository has it since April 2021: c 40, 5 convolutions, blocks 1, 2, 3, 2. */
  public static Vov3dConfig medium(int numClasses, int numFrames) {
    return of(40, List.of(1, 2, 3, 2), 5, X3dBaseConfig.of(numClasses, numFrames));
  }

  /** VoV3D-M of December 2020 and the first paper: c 48, 4 convolutions, blocks 1, 1, 2, 2. */
  public static Vov3dConfig firstMedium(int numClasses, int numFrames) {
    return of(48, List.of(1, 1, 2, 2), 4, X3dBaseConfig.of(numClasses, numFrames));
  }

  /** VoV3D-L: c 48, 5 convolutions, blocks 1, 2, 5, 3. */
  public static Vov3dConfig large(int numClasses, int numFrames) {
    return of(48, List.of(1, 2, 5, 3), 5, X3dBaseConfig.of(numClasses, numFrames));
  }

  @Override
  public String family() {
    return Vov3dFamily.NAME;
  }

  @Override
  public List<VolumeStage> stages() {
    List<VolumeStage> stages = new ArrayList<>();
    int inputs = stemChannels;
    for (int i = 0; i < stageBlocks.size(); i++) {
      int outputs = width(innerChannels, outMultipliers.get(i));
      stages.add(
          new VolumeStage(
              stageBlocks.get(i),
              inputs,
              width(innerChannels, innerMultipliers.get(i)),
              outputs,
              base.spatialStrides().get(i)));
      inputs = outputs;
    }
    return List.copyOf(stages);
  }

  private static int width(int innerChannels, double multiplier) {
    return (int) (innerChannels * multiplier);
  }
}
