package io.kinespark.models.family;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.nn.ParameterGrouping;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.settings.SectionReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A family of networks: all that anything outside its package knows of it. Found by {@link
 * java.util.ServiceLoader}, so an implementation has a public constructor without arguments; it is
 * stateless.
 *
 * @param <C> what its networks are configured by
 */
public interface ModelFamily<C extends ModelConfig> {
  /** What {@code model.family} and {@link ModelConfig#family()} call it: {@code "tanet"}. */
  String name();

  /** The type of its configurations. */
  Class<C> configType();

  /**
   * Reads a configuration.
   *
   * @param model at {@code kinespark.model}; the family's own keys are in a section of its name
   * @param numClasses {@code num-classes}
   * @param numSegments {@code num-segments}: frames of a clip, or of each of its snippets
   */
  C read(SectionReader model, int numClasses, int numSegments);

  /** The modules of a network, all parameters zero, and how they learn. */
  LearningNetwork build(C config, TensorSpace space);

  /** How the optimizer of the original's recipe sorts the parameters. */
  default ParameterGrouping parameterGroups(C config) {
    return ParameterGrouping.undivided();
  }

  /** The entries with a row for each class. */
  ClassifierNames classifiers();

  /** Names of others under which files of such networks come. */
  default List<FileNames> fileNames() {
    return List.of();
  }

  /** Parts of the networks that may start from files of their own. */
  default List<PartWeights> partWeights() {
    return List.of();
  }

  /**
   * Says in the family's own terms why a checkpoint does not fit a network, if its entries show it.
   * What ResNets show is known without that.
   *
   * @param config of the network
   * @param checkpoint what does not fit
   * @param network names of the network's entries
   */
  default Optional<String> difference(C config, StateDict checkpoint, Collection<String> network) {
    return Optional.empty();
  }

  /**
   * The resource that lists the published networks with their sizes, named from the root of the
   * class path; families may share one. Its form is that of {@code models/tanet/published.conf},
   * which says what is in it.
   */
  default Optional<String> publishedNetworks() {
    return Optional.empty();
  }
}
