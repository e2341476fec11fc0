package io.kinespark.models.checkpoint.torch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the state dict in what was saved: a dictionary that has tensors, at most two levels down.
 */
final class StateDictSearch {
  /** Separates the names on the way to a dictionary. */
  private static final String SEPARATOR = "/";

  private static final int DEEPEST = 2;

  /** Under which names programs save weights, the first that is there being meant. */
  private static final List<String> CONVENTIONAL =
      List.of(
          "state_dict",
          "model_state",
          "model_state_dict",
          "model",
          "net",
          "network",
          "module",
          "weights",
          "params",
          "state_dict_ema",
          "ema_state_dict",
          "model_ema",
          "ema");

  /**
   * A dictionary with tensors.
   *
   * @param path the names on the way to it, joined by {@code /}; empty for the whole
   * @param map the dictionary
   */
  record Found(String path, PickleMap map) {}

  private final PickleMap root;
  private final Map<String, PickleMap> candidates = new LinkedHashMap<>();

  StateDictSearch(PickleMap root) {
    this.root = root;
    collect(root, "", 0, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** Every dictionary with tensors by the first path to it, the whole being {@code ""}. */
  Map<String, PickleMap> candidates() {
    return candidates;
  }

  /** The dictionary at a path, if it has tensors. */
  Optional<Found> at(String path) {
    PickleMap map = root;
    for (String name : path.isEmpty() ? new String[0] : path.split(SEPARATOR, -1)) {
      if (!(map.named().get(name) instanceof PickleMap child)) {
        return Optional.empty();
      }
      map = child;
    }
    return hasTensors(map) ? Optional.of(new Found(path, map)) : Optional.empty();
  }

  /** The dictionary that convention, or the lack of others, singles out. */
  Optional<Found> conventional() {
    return conventional(root, "", 0)
        .or(
            () ->
                candidates.size() == 1
                    ? at(candidates.keySet().iterator().next())
                    : Optional.empty());
  }

  private Optional<Found> conventional(PickleMap map, String path, int depth) {
    if (depth < DEEPEST) {
      for (String name : CONVENTIONAL) {
        if (map.named().get(name) instanceof PickleMap child) {
          String childPath = join(path, name);
          Optional<Found> found = conventional(child, childPath, depth + 1);
          if (found.isPresent()) {
            return found;
          }
          if (hasTensors(child)) {
            return Optional.of(new Found(childPath, child));
          }
        }
      }
    }
    return Optional.empty();
  }

  private void collect(PickleMap map, String path, int depth, Set<PickleMap> seen) {
    if (!seen.add(map)) {
      return;
    }
    if (hasTensors(map)) {
      candidates.put(path, map);
    }
    if (depth < DEEPEST) {
      map.named()
          .forEach(
              (name, value) -> {
                if (value instanceof PickleMap child) {
                  collect(child, join(path, name), depth + 1, seen);
                }
              });
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + SEPARATOR + name;
  }

  private static boolean hasTensors(PickleMap map) {
    return map.named().values().stream()
        .anyMatch(
            value ->
                value instanceof TensorView
                    || value instanceof ForeignTensor
                    || value instanceof OldParameter);
  }
}
