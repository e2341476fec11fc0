package io.kinespark.spark.evaluate;

import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.MapRule;
import io.kinespark.spark.evaluate.metrics.WidthUsage;
import io.kinespark.spark.report.DataCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The outcome for every video of a manifest, each exactly once, in the manifest's order.
 *
 * @param videos those that were scored
 * @param rejected those that could not be
 */
public record Scores(List<VideoScores> videos, List<RejectedVideo> rejected) {

  /** Copies the lists. */
  public Scores {
    videos = List.copyOf(videos);
    rejected = List.copyOf(rejected);
  }

  /**
   * Puts outcomes into the order of the videos and checks that none is missing, twice there or of a
   * video that nobody asked for.
   *
   * @throws ScoringException naming the video otherwise
   */
  static Scores of(List<VideoRecord> expected, List<VideoOutcome> outcomes) {
    Map<String, VideoOutcome> byId = new HashMap<>();
    for (VideoOutcome outcome : outcomes) {
      if (byId.put(outcome.id(), outcome) != null) {
        throw new ScoringException(
            "video '"
                + outcome.id()
                + "' came back twice; every video must count exactly once, so there is no result");
      }
    }
    List<VideoScores> videos = new ArrayList<>();
    List<RejectedVideo> rejected = new ArrayList<>();
    for (VideoRecord record : expected) {
      VideoOutcome outcome = byId.remove(record.id());
      if (outcome instanceof VideoScores scores) {
        videos.add(scores);
      } else if (outcome instanceof RejectedVideo reject) {
        rejected.add(reject);
      } else {
        throw new ScoringException(
            "video '"
                + record.id()
                + "' was neither scored nor rejected; every video must count exactly once, so"
                + " there is no result");
      }
    }
    if (!byId.isEmpty()) {
      throw new ScoringException(
          "video '" + byId.keySet().iterator().next() + "' was scored but is not in the manifest");
    }
    return new Scores(videos, rejected);
  }

  /**
   * The same, with the videos rejected that have a score which is not a finite number: these come
   * last among the rejected.
   *
   * @param classes names of the classes, for the reason
   */
  Scores finite(List<String> classes) {
    List<VideoScores> sound = new ArrayList<>();
    List<RejectedVideo> all = new ArrayList<>(rejected);
    for (VideoScores video : videos) {
      OptionalInt broken = video.firstNotFinite();
      if (broken.isEmpty()) {
        sound.add(video);
      } else {
        int label = broken.getAsInt();
        all.add(
            new RejectedVideo(
                video.id(),
                RejectReason.BAD_SCORES,
                "the network answers %s for class %d, '%s'"
                    .formatted(video.scores()[label], label, classes.get(label))));
      }
    }
    return new Scores(sound, all);
  }

  /**
   * The headline numbers.
   *
   * @param rule how mean average precision is reported
   * @throws io.kinespark.spark.evaluate.metrics.InvalidScoresException if a score is not a number
   */
  public EvaluationMetrics metrics(MapRule rule) {
    return EvaluationMetrics.of(videos.stream().map(VideoScores::scored).toList(), rule);
  }

  /**
   * At which widths the frames of all videos ran, by a network that chooses them.
   *
   * @param costs of the widths
   * @return empty if no video was scored
   */
  public Optional<WidthUsage> widthUsage(WidthCosts costs) {
    return videos.isEmpty()
        ? Optional.empty()
        : Optional.of(WidthUsage.of(costs, videos.stream().map(VideoScores::frameWidths).toList()));
  }

  /** How many videos were expected, found and scored. */
  public DataCounts counts() {
    int expected = videos.size() + rejected.size();
    long missing =
        rejected.stream().filter(video -> video.reason() == RejectReason.MISSING_FILE).count();
    return new DataCounts(expected, expected - missing, videos.size());
  }

  /** Share of the expected videos that could not be scored, 0 to 1. */
  public double rejectShare() {
    int expected = videos.size() + rejected.size();
    return expected == 0 ? 0 : rejected.size() / (double) expected;
  }
}
