package io.kinespark.spark.evaluate;

import io.kinespark.models.AverageClips;
import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.spark.data.ClipShape;
import java.io.Serializable;

/**
 * How a video becomes one score per class.
 *
 * @param sampler which frames make its clips
 * @param transform which crops of them the network sees
 * @param decode how video files are decoded
 * @param batchViews views that go through the network at once, at least 1
 * @param loaderThreads threads of a task that read and decode ahead of the network, at least 1
 * @param average how the views' scores become the video's scores
 */
public record ScoringPlan(
    ClipSampler sampler,
    ClipTransform transform,
    DecodeOptions decode,
    int batchViews,
    int loaderThreads,
    AverageClips average)
    implements Serializable {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of range, several views are not averaged or
   *     a batch does not fit an array
   */
  public ScoringPlan {
    if (batchViews < 1 || loaderThreads < 1) {
      throw new IllegalArgumentException(
          "scoring needs at least one view at once and one loader thread, not "
              + batchViews
              + " and "
              + loaderThreads);
    }
    int views = sampler.clips() * transform.crops();
    if (average == AverageClips.NONE && views > 1) {
      throw new IllegalArgumentException(
          "the "
              + views
              + " views of a video must be averaged to score it: set average-clips to prob or"
              + " score, not none");
    }
    long batchBytes = (long) batchViews * sampler.framesPerClip() * transform.output().rgbBytes();
    if (batchBytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          batchViews
              + " views at once take "
              + batchBytes
              + " bytes, more than an array holds; lower batch-views");
    }
  }

  /** Views of a video, clips times crops. */
  public int views() {
    return sampler.clips() * transform.crops();
  }

  /**
   * Videos that go through the network together: as many as fit {@link #batchViews} whole, at least
   * one.
   */
  int videosPerUnit() {
    return Math.max(1, batchViews / views());
  }

  /** The shape of one view. */
  ClipShape view() {
    FrameSize size = transform.output();
    return new ClipShape(sampler.framesPerClip(), size.height(), size.width());
  }

  /** The protocol in words, such as {@code 10 clips of 8 frames x 3 crops of 256x256, prob}. */
  public String describe() {
    return "%s of %d frames x %s of %s, %s"
        .formatted(
            counted(sampler.clips(), "clip"),
            sampler.framesPerClip(),
            counted(transform.crops(), "crop"),
            transform.output(),
            switch (average) {
              case PROB -> "mean of softmax";
              case SCORE -> "mean of logits";
              case NONE -> "logits";
            });
  }

  private static String counted(int count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
