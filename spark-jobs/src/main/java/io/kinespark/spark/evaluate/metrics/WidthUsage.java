package io.kinespark.spark.evaluate.metrics;

import io.kinespark.models.complexity.WidthCosts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * At which widths frames ran, and what that cost.
 *
 * @param costs of the widths
 * @param frames how many frames ran at each width, by its position
 * @param videos whose frames they are
 */
public record WidthUsage(WidthCosts costs, List<Long> frames, long videos) {
  /**
   * Copies the list and checks it.
   *
   * @throws IllegalArgumentException unless every width has its frames and these are whole clips,
   *     one at least
   */
  public WidthUsage {
    frames = List.copyOf(frames);
    long all = total(frames);
    if (frames.size() != costs.widths().count()
        || videos < 1
        || all < 1
        || all % costs.framesPerClip() != 0) {
      throw new IllegalArgumentException(
          "Frames %s at %d widths of %d videos are not clips of %d frames"
              .formatted(frames, costs.widths().count(), videos, costs.framesPerClip()));
    }
  }

  /**
   * What a way of running the network costs in the mean, in multiply-accumulates.
   *
   * @param frame of a frame, its share of what a clip takes as a whole included
   * @param view of a view, which is one clip
   * @param video of a video with all its views
   */
  public record MeanCost(double frame, double view, double video) {
    /** What this saves of {@code other}, in [0, 1]; negative if it is more. */
    public double savedOf(MeanCost other) {
      return 1 - view / other.view();
    }
  }

  /**
   * Counts the frames of videos.
   *
   * @param costs of the widths
   * @param videos positions of the widths of the frames of every video
   * @throws IllegalArgumentException if there are no frames, or not whole clips of them
   */
  public static WidthUsage of(WidthCosts costs, List<List<Integer>> videos) {
    List<Long> frames = new ArrayList<>(Collections.nCopies(costs.widths().count(), 0L));
    for (List<Integer> video : videos) {
      for (int width : video) {
        frames.set(width, frames.get(width) + 1);
      }
    }
    return new WidthUsage(costs, frames, videos.size());
  }

  /** The share of the frames that ran at each width, by its position; they add up to 1. */
  public List<Double> shares() {
    double all = total(frames);
    return frames.stream().map(count -> count / all).toList();
  }

  /** The network as it ran. */
  public MeanCost chosen() {
    return mean(costs.of(views(), frames));
  }

  /** The same network with every frame at full width. */
  public MeanCost fullWidth() {
    List<Long> allFull = new ArrayList<>(Collections.nCopies(frames.size(), 0L));
    allFull.set(costs.widths().full(), total(frames));
    return mean(costs.of(views(), allFull));
  }

  /** The slimmable network without the others, every frame at full width. */
  public MeanCost slimmableAlone() {
    return mean(views() * costs.slimmableAlone());
  }

  private MeanCost mean(long all) {
    return new MeanCost(
        (double) all / total(frames), (double) all / views(), (double) all / videos);
  }

  private long views() {
    return total(frames) / costs.framesPerClip();
  }

  private static long total(List<Long> frames) {
    return frames.stream().mapToLong(Long::longValue).sum();
  }
}
