package io.kinespark.models.training;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.vov3d.CheckpointArchitecture;
import io.kinespark.models.vov3d.Vov3dConfig;
import java.util.Collection;
import java.util.Optional;

/** Says in a network's own terms why a checkpoint of its family does not fit it. */
final class OtherArchitecture {
  private static final String STATIC_NETWORK = "policy_net.feat_net.";

  private OtherArchitecture() {}

  /**
   * The difference in words, if it is one that the entries show.
   *
   * @param checkpoint what does not fit
   * @param model the network
   * @param network names of its entries
   */
  static Optional<String> of(StateDict checkpoint, ModelConfig model, Collection<String> network) {
    StateDict bare = checkpoint.withoutModulePrefix();
    if (model instanceof Vov3dConfig vov3d) {
      return vov3d(bare, vov3d);
    }
    Collection<String> file = bare.tensors().keySet();
    String section = "kinespark.model." + model.family();
    Optional<ResidualBackbone> expected = ResidualBackbone.of(network);
    Optional<String> backbone =
        ResidualBackbone.of(file)
            .filter(found -> expected.isPresent() && !found.equals(expected.get()))
            .map(
                found ->
                    "the checkpoint's backbone is %s, the network's %s: set %s to the checkpoint's"
                        .formatted(found, expected.get(), section));
    return backbone.isPresent() || !(model instanceof SdcomConfig)
        ? backbone
        : staticNetwork(file)
            .filter(found -> !found.equals(staticNetwork(network).orElse(found)))
            .map(
                found ->
                    "the checkpoint's static network is a %s, the network's a %s: set %s.static-network to the checkpoint's"
                        .formatted(found, staticNetwork(network).orElseThrow(), section));
  }

  private static Optional<String> vov3d(StateDict checkpoint, Vov3dConfig model) {
    CheckpointArchitecture expected = CheckpointArchitecture.of(model);
    return CheckpointArchitecture.of(checkpoint)
        .filter(found -> !found.equals(expected))
        .map(
            found ->
                "the checkpoint is a VoV3D with %s, the network one with %s: set kinespark.model.vov3d to the checkpoint's"
                    .formatted(found, expected));
  }

  private static Optional<String> staticNetwork(Collection<String> names) {
    if (names.stream().anyMatch(name -> name.startsWith(STATIC_NETWORK + "features."))) {
      return Optional.of("MobileNetV2");
    }
    return names.stream().anyMatch(name -> name.startsWith(STATIC_NETWORK + "layer"))
        ? Optional.of("ResNet")
        : Optional.empty();
  }
}
