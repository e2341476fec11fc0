package io.kinespark.spark.manifest;

import io.kinespark.spark.checkpoint.Digests;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;

/**
 * Digests of a table's rows, those of its videos in the order of their ids: however the rows are
 * spread over files and tasks, the same rows have the same digest.
 *
 * @param table digest of all rows
 * @param parts digest of the rows of each file by its name, to say which is damaged
 */
record RowDigests(String table, SortedMap<String, String> parts) {
  private static final Comparator<RowProof> BY_ID =
      Comparator.comparing(RowProof::id).thenComparing(RowProof::part);

  /** The digests of rows in any order. */
  static RowDigests of(Collection<RowProof> rows) {
    return new RowDigests(
        digest(rows),
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    RowProof::part,
                    TreeMap::new,
                    Collectors.collectingAndThen(Collectors.toList(), RowDigests::digest))));
  }

  private static String digest(Collection<RowProof> rows) {
    MessageDigest digest = Digests.sha256();
    rows.stream().sorted(BY_ID).forEach(row -> digest.update(row.digest()));
    return Digests.hex(digest);
  }

  /**
   * Checks that rows that were read are those that were written.
   *
   * @param found what was read
   * @param location the table
   * @throws ManifestException if they are not; it names the file, where there is one
   */
  void check(RowDigests found, Path location) throws ManifestException {
    if (!found.table.equals(table)) {
      throw new ManifestException(
          "%s does not hold the rows that were written (SHA-256 of the table's is %s, it was %s); %s"
              .formatted(
                  culprit(found).map(part -> new Path(location, part)).orElse(location),
                  found.table,
                  table,
                  ManifestException.MEND));
    }
  }

  /** The first file whose rows are others, or the first that is not there. */
  private Optional<String> culprit(RowDigests found) {
    return found.parts.entrySet().stream()
        .filter(part -> !part.getValue().equals(parts.get(part.getKey())))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(
            () ->
                parts.keySet().stream().filter(part -> !found.parts.containsKey(part)).findFirst());
  }
}
