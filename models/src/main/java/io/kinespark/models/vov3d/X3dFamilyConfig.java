package io.kinespark.models.vov3d;

import io.kinespark.models.AverageClips;
import io.kinespark.models.BatchGroups;
import io.kinespark.models.EvaluationOutput;
import io.kinespark.models.ModelConfig;
import java.util.List;
import java.util.Optional;

/**
 * X3D and VoV3D, which has X3D's stem and head around stages of its own: {@code s1} stem, {@code
 * s2} ... {@code s5} residual stages, {@code head}.
 */
public sealed interface X3dFamilyConfig extends ModelConfig permits X3dConfig, Vov3dConfig {
  /** Downsampling from frames to the head's maps that the pooling window assumes. */
  int TOTAL_STRIDE = 32;

  /** What both families settle alike. */
  X3dBaseConfig base();

  /** Channels of the stem. */
  int stemChannels();

  /** The stages {@code s2}, {@code s3}, ... */
  List<VolumeStage> stages();

  /** Channels of the head's {@code conv_5}. */
  int headChannels();

  @Override
  default int numClasses() {
    return base().numClasses();
  }

  @Override
  default int framesPerClip() {
    return base().numFrames();
  }

  /** Sides of the head's pooling window: {@code ceil(train-crop / 32)} whatever size is fed. */
  default int poolSide() {
    return (base().trainCrop() + TOTAL_STRIDE - 1) / TOTAL_STRIDE;
  }

  /** Those of synchronised norms. */
  @Override
  default Optional<BatchGroups> batchGroups() {
    int groups = base().norm().syncGroups();
    return groups > 0
        ? Optional.of(new BatchGroups("x3d-family.norm.sync-groups", groups))
        : Optional.empty();
  }

  @Override
  default EvaluationOutput evaluationOutput() {
    return EvaluationOutput.PROBABILITIES;
  }

  @Override
  default AverageClips averageClips() {
    return AverageClips.PROB;
  }
}
