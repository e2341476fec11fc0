package io.kinespark.models.checkpoint.torch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the state dict in what was saved: a dictionary that has tensors, at most two levels down.
 */
final class StateDictSearch {
  /** Separates the names on the way to a dictionary. */
  private static final String SEPARATOR = "/";

  private static final int DEEPEST = 2;

  /** More than anybody chooses from; paths take memory. */
  private static final int MOST_CANDIDATES = 1_000;

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
    collect(root, List.of(), Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /**
   * The dictionaries with tensors by the first path to each, the whole being {@code ""}; of more
   * than a thousand the first.
   */
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
    return map.hasTensors() ? Optional.of(new Found(path, map)) : Optional.empty();
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
          if (child.hasTensors()) {
            return Optional.of(new Found(childPath, child));
          }
        }
      }
    }
    return Optional.empty();
  }

  private void collect(PickleMap map, List<String> path, Set<PickleMap> seen) {
    if (candidates.size() == MOST_CANDIDATES || !seen.add(map)) {
      return;
    }
    if (map.hasTensors()) {
      candidates.put(String.join(SEPARATOR, path), map);
    }
    if (path.size() < DEEPEST) {
      map.named()
          .forEach(
              (name, value) -> {
                if (value instanceof PickleMap child) {
                  collect(child, Stream.concat(path.stream(), Stream.of(name)).toList(), seen);
                }
              });
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + SEPARATOR + name;
  }
}
