package io.kinespark.spark.report;

import io.kinespark.models.complexity.WidthCosts;
import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.spark.evaluate.metrics.ConfusionMatrix;
import io.kinespark.spark.evaluate.metrics.EvaluationMetrics;
import io.kinespark.spark.evaluate.metrics.WidthUsage;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The outcome of evaluating one checkpoint on one split.
 *
 * @param facts what produced it
 * @param classNames name of each class, by class index
 * @param metrics headline numbers
 * @param counts how much of the split took part
 * @param videos every scored video, once
 * @param rejections every video that was expected but not scored
 * @param widthCosts what the widths cost among which the network chooses for every frame; empty if
 *     it chooses none
 */
public record EvaluationResult(
    RunFacts facts,
    List<String> classNames,
    EvaluationMetrics metrics,
    DataCounts counts,
    List<VideoResult> videos,
    List<Rejection> rejections,
    Optional<WidthCosts> widthCosts) {
  /**
   * Copies the lists and checks that the parts belong together.
   *
   * @throws IllegalArgumentException if the numbers of videos disagree, a video comes twice, a
   *     video names a class that has no name or its widths are not those of its frames
   */
  public EvaluationResult {
    classNames = List.copyOf(classNames);
    videos = List.copyOf(videos);
    rejections = List.copyOf(rejections);
    if (metrics.videos() != videos.size() || counts.decoded() != videos.size()) {
      throw new IllegalArgumentException(
          "The numbers of videos disagree: "
              + videos.size()
              + " results, "
              + metrics.videos()
              + " measured, "
              + counts.decoded()
              + " decoded");
    }
    Set<String> ids = new HashSet<>();
    for (VideoResult video : videos) {
      if (!ids.add(video.id())) {
        throw new IllegalArgumentException(
            "Video '" + video.id() + "' was scored twice; every video must count exactly once");
      }
      checkClasses(video, classNames.size());
      checkWidths(video, widthCosts);
    }
  }

  /** The outcome of evaluating a network that chooses no widths. */
  public EvaluationResult(
      RunFacts facts,
      List<String> classNames,
      EvaluationMetrics metrics,
      DataCounts counts,
      List<VideoResult> videos,
      List<Rejection> rejections) {
    this(facts, classNames, metrics, counts, videos, rejections, Optional.empty());
  }

  /** The same outcome with the times that its phases took. */
  public EvaluationResult withTimings(Map<String, Duration> timings) {
    return new EvaluationResult(
        facts.withTimings(timings), classNames, metrics, counts, videos, rejections, widthCosts);
  }

  /**
   * Identifies the classes and their order, as manifests and checkpoints name them.
   *
   * @return SHA-256 of the label map; empty without classes
   */
  public String labelMapHash() {
    return classNames.isEmpty() ? "" : LabelMap.of(classNames).sha256();
  }

  private static void checkClasses(VideoResult video, int classes) {
    for (int label : video.labels()) {
      checkClass(video, label, classes);
    }
    for (ClassScore score : video.top()) {
      checkClass(video, score.classIndex(), classes);
    }
  }

  private static void checkClass(VideoResult video, int classIndex, int classes) {
    if (classIndex < 0 || classIndex >= classes) {
      throw new IllegalArgumentException(
          "Video '"
              + video.id()
              + "' names class "
              + classIndex
              + " but there are names for "
              + classes
              + " classes; check that label map and checkpoint belong together");
    }
  }

  private static void checkWidths(VideoResult video, Optional<WidthCosts> costs) {
    int frames = costs.map(WidthCosts::framesPerClip).orElse(0) * video.viewsGot();
    int count = costs.map(known -> known.widths().count()).orElse(0);
    if (video.widths().size() != frames
        || video.widths().stream().anyMatch(width -> width < 0 || width >= count)) {
      throw new IllegalArgumentException(
          "Video '%s' has widths %s; its %d frames should have one of %d each"
              .formatted(video.id(), video.widths(), frames, count));
    }
  }

  /** At which widths the frames of all videos ran; empty if none were chosen. */
  public Optional<WidthUsage> widthUsage() {
    return widthUsage(videos);
  }

  /**
   * At which widths the frames of the videos of one class ran; empty if there are none, or none
   * were chosen.
   */
  public Optional<WidthUsage> widthUsage(int classIndex) {
    return widthUsage(
        videos.stream().filter(video -> video.labels().contains(classIndex)).toList());
  }

  private Optional<WidthUsage> widthUsage(List<VideoResult> some) {
    return widthCosts
        .filter(costs -> some.stream().anyMatch(video -> !video.widths().isEmpty()))
        .map(costs -> WidthUsage.of(costs, some.stream().map(VideoResult::widths).toList()));
  }

  /**
   * Truth against prediction; empty if any video has several labels or none, or if there are no
   * classes.
   */
  public Optional<ConfusionMatrix> confusion() {
    if (classNames.isEmpty() || videos.stream().anyMatch(video -> video.labels().size() != 1)) {
      return Optional.empty();
    }
    ConfusionMatrix matrix = new ConfusionMatrix(classNames.size());
    videos.forEach(video -> matrix.add(video.labels().get(0), video.predicted()));
    return Optional.of(matrix);
  }

  /**
   * The wrong predictions that were made with the highest scores, highest first, equal ones by id.
   *
   * @param limit at most so many
   */
  public List<VideoResult> worstMistakes(int limit) {
    return videos.stream()
        .filter(VideoResult::wrong)
        .sorted(
            Comparator.comparingDouble(VideoResult::score)
                .reversed()
                .thenComparing(VideoResult::id))
        .limit(limit)
        .toList();
  }

  /** Videos of which some views were not scored. */
  public long incompleteVideos() {
    return videos.stream().filter(video -> !video.complete()).count();
  }
}
