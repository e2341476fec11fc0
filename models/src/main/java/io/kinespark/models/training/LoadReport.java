package io.kinespark.models.training;

import java.io.Serializable;
import java.util.List;

/**
 * How a checkpoint and a network met.
 *
 * @param matched names that were loaded
 * @param missing entries of the network that the checkpoint lacks
 * @param unexpected entries of the checkpoint that the network lacks
 * @param reshaped entries whose shapes differ
 */
public record LoadReport(
    List<String> matched, List<String> missing, List<String> unexpected, List<Reshaped> reshaped)
    implements Serializable {
  /** Copies the lists. */
  public LoadReport {
    matched = List.copyOf(matched);
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    reshaped = List.copyOf(reshaped);
  }

  /**
   * An entry with two shapes.
   *
   * @param name of the entry
   * @param checkpointShape for example {@code [400, 2048]}
   * @param networkShape for example {@code [174, 2048]}
   */
  public record Reshaped(String name, String checkpointShape, String networkShape)
      implements Serializable {
    @Override
    public String toString() {
      return "%s is %s in the checkpoint and %s in the network"
          .formatted(name, checkpointShape, networkShape);
    }
  }

  /** The numbers without the names. */
  String counts() {
    return "%d entries match, %d are missing, %d unexpected, %d of another shape"
        .formatted(matched.size(), missing.size(), unexpected.size(), reshaped.size());
  }

  @Override
  public String toString() {
    return "%d entries loaded, %d missing %s, %d unexpected %s, %d of another shape %s"
        .formatted(
            matched.size(),
            missing.size(),
            missing,
            unexpected.size(),
            unexpected,
            reshaped.size(),
            reshaped);
  }
}
