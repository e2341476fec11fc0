package io.kinespark.models.weights;

import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.family.FileNames;
import io.kinespark.models.family.ModelFamilies;
import io.kinespark.models.family.ModelFamily;
import io.kinespark.models.training.LoadPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * In whose names a file's entries may be, and what becomes of them in the networks of which family:
 * those of the families' {@link FileNames}, and this project's. A prefix of wrappers ({@code
 * module.}, {@code _orig_mod.}, {@code model.} and the like) is taken away in all of them.
 */
public final class WeightNames {
  /** This project's, which are those of the networks' published checkpoints. */
  public static final WeightNames OWN = new WeightNames("own", Map.of());

  private final String scheme;
  private final Map<String, FileNames> byFamily;

  private WeightNames(String scheme, Map<String, FileNames> byFamily) {
    this.scheme = scheme;
    this.byFamily = Collections.unmodifiableMap(byFamily);
  }

  /** All that the families know, {@link #OWN} first. */
  public static List<WeightNames> all() {
    Map<String, Map<String, FileNames>> schemes = new LinkedHashMap<>();
    for (ModelFamily<?> family : ModelFamilies.all()) {
      for (FileNames names : family.fileNames()) {
        schemes
            .computeIfAbsent(names.scheme(), any -> new LinkedHashMap<>())
            .put(family.name(), names);
      }
    }
    List<WeightNames> all = new ArrayList<>(List.of(OWN));
    schemes.forEach((scheme, byFamily) -> all.add(new WeightNames(scheme, byFamily)));
    return all;
  }

  /**
   * The names of a scheme.
   *
   * @param scheme as {@link #toString} has it
   * @throws IllegalArgumentException if no family knows it; the message lists those that there are
   */
  public static WeightNames of(String scheme) {
    List<WeightNames> all = all();
    return all.stream()
        .filter(names -> names.scheme.equals(scheme))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no weights have the names '%s'; there are %s".formatted(scheme, all)));
  }

  /**
   * Brings a file's entries under a network's names.
   *
   * @param file entries under the file's names
   * @param family of the network
   * @param network shapes of its entries by name, in its order
   * @throws IllegalArgumentException if such files are not for that family, or two entries get the
   *     same name
   */
  public FittedWeights fit(StateDict file, String family, Map<String, long[]> network) {
    if (equals(OWN)) {
      WrapperPrefix.Bare bare =
          WrapperPrefix.strip(
              file, names -> (int) names.stream().filter(network::containsKey).count());
      return new FittedWeights(bare.state(), ofNetworks(family), bare.note());
    }
    FileNames names = byFamily.get(family);
    if (names == null) {
      throw new IllegalArgumentException(
          "weights with the names '%s' are for networks of %s, not of %s"
              .formatted(this, byFamily.keySet().stream().sorted().toList(), family));
    }
    LoadPolicy policy =
        (names.whole() ? ofNetworks(family) : LoadPolicy.withoutCounters())
            .and(new LoadPolicy(List.of(), List.of(), names.reshaped()))
            .allowMissing(
                names.mapping().untouched(network.keySet()).stream()
                    .map(Pattern::quote)
                    .toArray(String[]::new));
    WrapperPrefix.Bare bare =
        WrapperPrefix.strip(file, found -> names.mapping().found(found, network.keySet()));
    return new FittedWeights(names.mapping().apply(bare.state(), network), policy, bare.note());
  }

  /** Whole networks may be of another data set, where the family replaces their classifiers. */
  private static LoadPolicy ofNetworks(String family) {
    return Optional.of(ModelFamilies.named(family).classifiers())
        .filter(classifiers -> classifiers.replaced())
        .map(classifiers -> LoadPolicy.withoutCounters().allowReshaped(classifiers.names()))
        .orElseGet(LoadPolicy::withoutCounters);
  }

  /** The renaming of files to this project's names, if it is the same for every network. */
  public Optional<KeyMap> toOwn() {
    return byFamily.values().stream()
        .map(FileNames::mapping)
        .filter(KeyMap.class::isInstance)
        .map(KeyMap.class::cast)
        .findFirst();
  }

  /** The renaming of this project's names to these, if there is one. */
  public Optional<KeyMap> fromOwn() {
    return byFamily.values().stream().map(FileNames::fromOwn).flatMap(Optional::stream).findFirst();
  }

  /** The name in configurations. */
  @Override
  public String toString() {
    return scheme;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightNames names && scheme.equals(names.scheme);
  }

  @Override
  public int hashCode() {
    return scheme.hashCode();
  }
}
