package io.kinespark.spark.check;

import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many videos decode and why the others do not: of one task, or of several added up. */
final class DecodeTally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String HEALTHY = "decodes";

  private final HashMap<Outcome, Count> counts = new HashMap<>();

  /**
   * What became of videos.
   *
   * @param split their split
   * @param health name of the reason why they do not decode, or that they do
   */
  private record Outcome(Split split, String health) implements Serializable {}

  /**
   * How often that happened.
   *
   * @param videos how many
   * @param frames their frames
   * @param example the first of them
   */
  private record Count(long videos, long frames, String example) implements Serializable {

    Count plus(Count other) {
      return new Count(videos + other.videos, frames + other.frames, example);
    }
  }

  /** A line of the table of outcomes. */
  record Line(Split split, String health, long videos, long frames, String example) {

    boolean healthy() {
      return health.equals(HEALTHY);
    }
  }

  void decoded(VideoRecord record, int frames) {
    add(new Outcome(record.split(), HEALTHY), new Count(1, frames, ""));
  }

  void rejected(VideoRecord record, VideoRejectedException why) {
    add(
        new Outcome(record.split(), why.reason().name()),
        new Count(1, 0, record.id() + ": " + why.detail()));
  }

  void add(DecodeTally other) {
    other.counts.forEach(this::add);
  }

  private void add(Outcome outcome, Count count) {
    counts.merge(outcome, count, Count::plus);
  }

  /** Videos of a split that do not decode, those that are not there among them. */
  long unusable(Split split) {
    return lines().stream()
        .filter(line -> line.split() == split && !line.healthy())
        .mapToLong(Line::videos)
        .sum();
  }

  /** All outcomes, by split; within a split the most frequent first. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<Outcome, Count> entry : counts.entrySet()) {
      Count count = entry.getValue();
      lines.add(
          new Line(
              entry.getKey().split(),
              entry.getKey().health(),
              count.videos(),
              count.frames(),
              count.example()));
    }
    lines.sort(
        Comparator.comparing(Line::split)
            .thenComparing(Line::videos, Comparator.reverseOrder())
            .thenComparing(Line::health));
    return lines;
  }
}
