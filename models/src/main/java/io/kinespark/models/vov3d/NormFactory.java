package io.kinespark.models.vov3d;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.NaiveSyncBatchNorm;
import io.kinespark.models.nn.NormSettings;
import io.kinespark.models.nn.TensorSpace;

/**
 * Makes the batch norms of one network.
 *
 * @param space where their tensors live
 * @param config their constants, and whether they are synchronised
 */
public record NormFactory(TensorSpace space, BatchNormConfig config) {
  /** A norm inside the stem or a block. */
  BatchNorm norm(long channels) {
    return synchronisable(channels, settings());
  }

  /** The last norm of a block's branch, whose scale begins at 0 ({@code ZERO_INIT_FINAL_BN}). */
  BatchNorm closing(long channels) {
    return synchronisable(channels, settings().startingAtZero());
  }

  /** A norm of the head: the original's builder does not pass the configured type on to it. */
  BatchNorm unsynchronised(long channels) {
    return BatchNorm.ofVolumes(space, channels, settings());
  }

  private BatchNorm synchronisable(long channels, NormSettings settings) {
    return config.syncGroups() == 0
        ? BatchNorm.ofVolumes(space, channels, settings)
        : new NaiveSyncBatchNorm(space, channels, settings, config.syncGroups());
  }

  private NormSettings settings() {
    return new NormSettings(config.epsilon(), config.momentum(), 1);
  }
}
