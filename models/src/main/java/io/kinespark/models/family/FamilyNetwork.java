package io.kinespark.models.family;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.nn.ParameterGrouping;
import io.kinespark.models.nn.TensorSpace;
import java.util.Collection;
import java.util.Optional;

/**
 * A configuration together with its family, whatever that is.
 *
 * @param family that knows the configuration
 * @param config of a network
 */
public record FamilyNetwork<C extends ModelConfig>(ModelFamily<C> family, C config) {
  static <C extends ModelConfig> FamilyNetwork<C> of(ModelFamily<C> family, ModelConfig config) {
    return new FamilyNetwork<>(family, family.configType().cast(config));
  }

  /** The network's modules, all parameters zero, and how they learn. */
  public LearningNetwork build(TensorSpace space) {
    return family.build(config, space);
  }

  /** How the network's parameters are sorted. */
  public ParameterGrouping parameterGroups() {
    return family.parameterGroups(config);
  }

  /** Why a checkpoint does not fit the network, as {@link ModelFamily#difference} says it. */
  public Optional<String> difference(StateDict checkpoint, Collection<String> network) {
    return family.difference(config, checkpoint, network);
  }
}
