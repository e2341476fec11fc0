package io.kinespark.models.vov3d;

import io.kinespark.models.Require;
import java.io.Serializable;
import java.util.List;

/**
 * What X3D and VoV3D settle alike.
 *
 * @param numClasses classes of the classifier
 * @param numFrames T, frames of one clip, and the head's pooling window along time
 * @param trainCrop side of the training crops in pixels, which decides the pooling window along
 *     height and width: larger clips are scored at several positions
 * @param spatialStrides of the first block of each stage
 * @param seRatio hidden width of squeeze-excitation over its channels
 * @param headFeatures channels of {@code lin_5}
 * @param normalisedFeatures whether a batch norm follows {@code lin_5} ({@code X3D.BN_LIN5})
 * @param dropout before the classifier, in [0, 1)
 * @param norm batch norms of the stem and the stages; the head's is never synchronised
 * @param normDecay weight decay of parameters whose name contains {@code bn}, in units of that of
 *     the others ({@code BN.WEIGHT_DECAY})
 */
public record X3dBaseConfig(
    int numClasses,
    int numFrames,
    int trainCrop,
    List<Integer> spatialStrides,
    double seRatio,
    int headFeatures,
    boolean normalisedFeatures,
    double dropout,
    BatchNormConfig norm,
    double normDecay)
    implements Serializable {
  /** Copies the list and checks the ranges. */
  public X3dBaseConfig {
    spatialStrides = List.copyOf(spatialStrides);
    Require.atLeast(numClasses, 1, "num-classes");
    Require.atLeast(numFrames, 1, "num-segments");
    Require.atLeast(trainCrop, 1, "train-crop");
    Require.that(!spatialStrides.isEmpty(), "spatial-strides is empty; name one for each stage");
    spatialStrides.forEach(stride -> Require.atLeast(stride, 1, "spatial-strides"));
    Require.that(seRatio > 0, "se-ratio is %s; it must be above 0".formatted(seRatio));
    Require.atLeast(headFeatures, 1, "head-features");
    Require.that(
        dropout >= 0 && dropout < 1,
        "dropout is %s; it must lie in [0, 1)".formatted(Double.toString(dropout)));
    Require.that(
        normDecay >= 0 && Double.isFinite(normDecay),
        "norm-decay is %s; it must be at least 0".formatted(Double.toString(normDecay)));
  }

  /**
   * The published settings: strides of 2, squeeze to 1/16, 2048 features, dropout 0.5, norms
   * without decay.
   *
   * @param numClasses classes of the classifier
   * @param numFrames frames of one clip
   */
  public static X3dBaseConfig of(int numClasses, int numFrames) {
    return new X3dBaseConfig(
        numClasses,
        numFrames,
        224,
        List.of(2, 2, 2, 2),
        0.0625,
        2048,
        false,
        0.5,
        BatchNormConfig.perReplica(),
        0);
  }

  /** The same for training crops of another size. */
  public X3dBaseConfig withTrainCrop(int newTrainCrop) {
    return new X3dBaseConfig(
        numClasses,
        numFrames,
        newTrainCrop,
        spatialStrides,
        seRatio,
        headFeatures,
        normalisedFeatures,
        dropout,
        norm,
        normDecay);
  }

  /** The same with other batch norms. */
  public X3dBaseConfig withNorm(BatchNormConfig newNorm) {
    return new X3dBaseConfig(
        numClasses,
        numFrames,
        trainCrop,
        spatialStrides,
        seRatio,
        headFeatures,
        normalisedFeatures,
        dropout,
        newNorm,
        normDecay);
  }
}
