package io.kinespark.models.weights;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.family.ModelFamilies;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The entries of a family's networks and files that have a row for each class, under this project's
 * names.
 *
 * @param names of these entries, whole
 */
public record ClassifierEntries(Pattern names) {
  /**
   * Those of a family.
   *
   * @throws IllegalArgumentException if there is no such family
   */
  public static ClassifierEntries of(String family) {
    return new ClassifierEntries(ModelFamilies.named(family).classifiers().names());
  }

  /** Names of a file's classifiers that a network takes as they are, in the file's order. */
  public List<String> kept(StateDict file, Map<String, long[]> network) {
    return file.tensors().entrySet().stream()
        .filter(entry -> names.matcher(entry.getKey()).matches())
        .filter(entry -> Arrays.equals(entry.getValue().shape(), network.get(entry.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many classes a file's classifiers tell apart, if it has one. */
  public OptionalLong classes(StateDict file) {
    return file.tensors().entrySet().stream()
        .filter(entry -> names.matcher(entry.getKey()).matches())
        .map(Map.Entry::getValue)
        .filter(tensor -> tensor.shape().length > 0)
        .mapToLong(tensor -> tensor.shape()[0])
        .findFirst();
  }

  /** A file's entries without its classifiers. */
  public StateDict without(StateDict file) {
    Map<String, HostTensor> rest = new LinkedHashMap<>(file.tensors());
    rest.keySet().removeIf(name -> names.matcher(name).matches());
    return new StateDict(rest, file.metadata());
  }

  /** Names of a network's classifiers. */
  public List<String> in(Map<String, long[]> network) {
    return network.keySet().stream().filter(name -> names.matcher(name).matches()).toList();
  }
}
