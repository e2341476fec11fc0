package io.kinespark.models.weights;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The entries of networks and files that have a row for each class, under this project's names. Of
 * SDCOM all three classifiers are meant.
 */
public final class ClassifierEntries {
  private static final Pattern NAMES =
      Pattern.compile(
          "(?:cls_head|head\\.projection|(?:policy_net\\.feat_net\\.)?classifier|final_classifier\\.classifiers)\\..+");

  private ClassifierEntries() {}

  /** Names of a file's classifiers that a network takes as they are, in the file's order. */
  public static List<String> kept(StateDict file, Map<String, long[]> network) {
    return file.tensors().entrySet().stream()
        .filter(entry -> NAMES.matcher(entry.getKey()).matches())
        .filter(entry -> Arrays.equals(entry.getValue().shape(), network.get(entry.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How many classes a file's classifiers tell apart, if it has one. */
  public static OptionalLong classes(StateDict file) {
    return file.tensors().entrySet().stream()
        .filter(entry -> NAMES.matcher(entry.getKey()).matches())
        .map(Map.Entry::getValue)
        .filter(tensor -> tensor.shape().length > 0)
        .mapToLong(tensor -> tensor.shape()[0])
        .findFirst();
  }

  /** A file's entries without its classifiers. */
  public static StateDict without(StateDict file) {
    Map<String, HostTensor> rest = new LinkedHashMap<>(file.tensors());
    rest.keySet().removeIf(name -> NAMES.matcher(name).matches());
    return new StateDict(rest, file.metadata());
  }

  /** Names of a network's classifiers. */
  public static List<String> of(Map<String, long[]> network) {
    return network.keySet().stream().filter(name -> NAMES.matcher(name).matches()).toList();
  }
}
