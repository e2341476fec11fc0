package io.kinespark.models.checkpoint;

import java.util.Map;
import java.util.Set;

/**
 * Brings the entries of another implementation's file under a network's names, declared as data.
 */
public sealed interface NameMapping permits KeyMap, KeyLookup {
  /**
   * The file's entries under the network's names. Entries that have no place keep their own, so
   * that loading reports them.
   *
   * @param file entries under the other names
   * @param network shapes of the network's entries by name, in its order
   * @throws IllegalArgumentException if two entries get the same name
   */
  StateDict apply(StateDict file, Map<String, long[]> network);

  /** How many entries of a network are among a file's entries, going by their names. */
  int found(Set<String> file, Set<String> network);

  /** The network's entries that such files never have: these keep their initial values. */
  Set<String> untouched(Set<String> network);
}
