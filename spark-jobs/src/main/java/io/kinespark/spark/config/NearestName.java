package io.kinespark.spark.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that a misspelt one was probably meant to be. */
final class NearestName {
  private NearestName() {}

  /**
   * The known name with the fewest edits from {@code name}, if that is few enough to be a likely
   * slip. Dotted names whose last part equals the given one's count as near: {@code epochs} is near
   * {@code kinespark.train.epochs}.
   */
  static Optional<String> of(String name, Collection<String> known) {
    int few = Math.max(2, lastPart(name).length() / 3);
    Optional<String> spelling =
        known.stream()
            .filter(candidate -> edits(name, candidate) <= few)
            .min(
                Comparator.comparingInt((String candidate) -> edits(name, candidate))
                    .thenComparing(Comparator.naturalOrder()));
    if (spelling.isPresent()) {
      return spelling;
    }
    return known.stream()
        .filter(candidate -> edits(lastPart(name), lastPart(candidate)) <= 1)
        .min(
            Comparator.comparingInt((String candidate) -> edits(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The Levenshtein distance: insertions, deletions and substitutions of one character. */
  static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int substitution =
            above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(substitution, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}
