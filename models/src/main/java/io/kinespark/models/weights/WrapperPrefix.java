package io.kinespark.models.weights;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What wrappers have put before the names of a file's entries: DataParallel's {@code module.},
 * {@code torch.compile}'s {@code _orig_mod.}, the attribute that a Lightning module keeps its
 * network in.
 */
final class WrapperPrefix {
  private static final String COMPILED = "_orig_mod.";
  private static final List<String> ATTRIBUTES =
      List.of("module.", "model.", "net.", "network.", "backbone.", "encoder.");
  private static final int DEPTH = 3;

  private WrapperPrefix() {}

  /**
   * Entries without such a prefix.
   *
   * @param state the entries
   * @param note what was taken away, in words; empty if nothing was
   */
  record Bare(StateDict state, Optional<String> note) {}

  /**
   * Takes a prefix away where that makes names known that were not, and no other prefix does so as
   * often. {@code module.} before names and {@code _orig_mod.} anywhere in them go in any case: no
   * network has such parts.
   *
   * @param file a file's entries
   * @param known how many names the network, or the naming scheme, knows
   * @throws IllegalArgumentException if two entries get the same name
   */
  static Bare strip(StateDict file, ToIntFunction<Set<String>> known) {
    StateDict plain = withoutCompiled(file).withoutModulePrefix();
    Set<String> names = plain.tensors().keySet();
    String best = "";
    int most = known.applyAsInt(names);
    for (String prefix : prefixes(names)) {
      int found = known.applyAsInt(renamed(names, prefix));
      if (found > most) {
        best = prefix;
        most = found;
      }
    }
    return best.isEmpty()
        ? new Bare(plain, Optional.empty())
        : new Bare(without(plain, best), Optional.of(note(names, best)));
  }

  private static String note(Set<String> names, String prefix) {
    long with = names.stream().filter(name -> name.startsWith(prefix)).count();
    return "'%s' before %d of the %d names is left out".formatted(prefix, with, names.size());
  }

  private static StateDict withoutCompiled(StateDict file) {
    Map<String, HostTensor> bare = new LinkedHashMap<>();
    file.tensors()
        .forEach(
            (name, tensor) -> {
              if (bare.put(name.replace(COMPILED, ""), tensor) != null) {
                throw new IllegalArgumentException(
                    "there is '%s' both with '%s' and without it"
                        .formatted(name.replace(COMPILED, ""), COMPILED));
              }
            });
    return new StateDict(bare, file.metadata());
  }

  /** The prefixes of known attributes that names have, short ones first. */
  private static List<String> prefixes(Set<String> names) {
    List<String> prefixes = new ArrayList<>();
    List<String> shorter = List.of("");
    for (int depth = 0; depth < DEPTH; depth++) {
      List<String> longer = new ArrayList<>();
      for (String before : shorter) {
        for (String attribute : ATTRIBUTES) {
          String prefix = before + attribute;
          if (names.stream().anyMatch(name -> name.startsWith(prefix))) {
            longer.add(prefix);
          }
        }
      }
      prefixes.addAll(longer);
      shorter = longer;
    }
    return prefixes;
  }

  /** The names after that, or none at all if two of them became one. */
  private static Set<String> renamed(Set<String> names, String prefix) {
    Set<String> bare = new LinkedHashSet<>();
    names.forEach(name -> bare.add(bare(name, prefix)));
    return bare.size() == names.size() ? bare : Set.of();
  }

  private static StateDict without(StateDict state, String prefix) {
    Map<String, HostTensor> bare = new LinkedHashMap<>();
    state.tensors().forEach((name, tensor) -> bare.put(bare(name, prefix), tensor));
    return new StateDict(bare, state.metadata());
  }

  private static String bare(String name, String prefix) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
