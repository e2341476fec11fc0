package io.kinespark.models.training;

import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.family.FamilyNetwork;
import java.util.Collection;
import java.util.Optional;

/** Says in a network's own terms why a checkpoint of its family does not fit it. */
final class OtherArchitecture {
  private OtherArchitecture() {}

  /**
   * The difference in words, if it is one that the entries show.
   *
   * @param checkpoint what does not fit
   * @param family the network
   * @param network names of its entries
   */
  static Optional<String> of(
      StateDict checkpoint, FamilyNetwork<?> family, Collection<String> network) {
    StateDict bare = checkpoint.withoutModulePrefix();
    Optional<ResidualBackbone> expected = ResidualBackbone.of(network);
    return ResidualBackbone.of(bare.tensors().keySet())
        .filter(found -> expected.isPresent() && !found.equals(expected.get()))
        .map(
            found ->
                "the checkpoint's backbone is %s, the network's %s: set kinespark.model.%s to the checkpoint's"
                    .formatted(found, expected.get(), family.config().family()))
        .or(() -> family.difference(bare, network));
  }
}
