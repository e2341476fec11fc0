package io.kinespark.models.training;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.Vov3dConfig;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.vov3d.CheckpointArchitecture;
import java.util.Optional;

/** Says in a network's own terms why a checkpoint of its family does not fit it. */
final class OtherArchitecture {
  private OtherArchitecture() {}

  /** The difference in words, if it is one that the entries show. */
  static Optional<String> of(StateDict checkpoint, ModelConfig model) {
    if (!(model instanceof Vov3dConfig vov3d)) {
      return Optional.empty();
    }
    CheckpointArchitecture expected = CheckpointArchitecture.of(vov3d);
    return CheckpointArchitecture.of(checkpoint.withoutModulePrefix())
        .filter(found -> !found.equals(expected))
        .map(
            found ->
                "the checkpoint is a VoV3D with %s, the network one with %s: set kinespark.model.vov3d to the checkpoint's"
                    .formatted(found, expected));
  }
}
