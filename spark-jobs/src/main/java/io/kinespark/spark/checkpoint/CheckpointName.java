package io.kinespark.spark.checkpoint;

import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * The name of a checkpoint's folder, {@code iteration-00001234.<attempt>}.
 *
 * @param iterations iterations finished
 * @param attempt counts the attempts below one root: the time in milliseconds, or one more than the
 *     last
 */
record CheckpointName(long iterations, long attempt) {

  /** The newest first. */
  static final Comparator<Path> NEWEST_FIRST =
      Comparator.comparing(
              (Path folder) -> of(folder).orElseThrow(),
              Comparator.comparingLong(CheckpointName::iterations)
                  .thenComparingLong(CheckpointName::attempt))
          .thenComparing(Path::getName)
          .reversed();

  private static final Pattern NAME = Pattern.compile("iteration-(\\d{8,10})\\.([0-9a-f]{8,})");
  private static final int DIGITS = 12;
  private static final int RANDOM = 8;

  /** The name that a folder has; empty if it is none. */
  static Optional<CheckpointName> of(Path folder) {
    Matcher name = NAME.matcher(folder.getName());
    if (!name.matches()) {
      return Optional.empty();
    }
    String attempt = name.group(2);
    return Optional.of(
        new CheckpointName(
            Long.parseLong(name.group(1)),
            Long.parseLong(attempt.substring(0, Math.min(DIGITS, attempt.length())), 16)));
  }

  /** A folder of this name, its last digits random. */
  Path in(Path root) {
    String random = UUID.randomUUID().toString().substring(0, RANDOM);
    return new Path(root, String.format("iteration-%08d.%012x%s", iterations, attempt, random));
  }
}
