package io.kinespark.preprocessing.video;

import io.kinespark.preprocessing.storage.StorageWatch;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How videos are decoded and where their limits are.
 *
 * @param threads threads of one decoder, at least 1; more than 1 only where fewer videos than cores
 *     are decoded at a time
 * @param maxPixels largest accepted picture in pixels (width times height)
 * @param maxFrames largest accepted number of frames
 * @param maxDuration largest accepted playing time, by the frames' time stamps
 * @param deadline longest time that one video may take
 * @param truncation share of the declared playing time, 0 to 1, below which a stream that ended
 *     counts as truncated, if more than a quarter of a second is missing; 0 switches the check off
 * @param damage what happens to damaged videos
 * @param presentation how stored pictures become those that are seen
 * @param maxUnanswered calls to file systems that may be left waiting for an answer at a time in a
 *     process before work ends
 */
public record DecodeOptions(
    int threads,
    long maxPixels,
    int maxFrames,
    Duration maxDuration,
    Duration deadline,
    double truncation,
    DamagePolicy damage,
    Presentation presentation,
    int maxUnanswered)
    implements Serializable {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DecodeOptions {
    require(threads >= 1, "threads must be at least 1: " + threads);
    require(maxPixels >= 1, "maxPixels must be at least 1: " + maxPixels);
    require(maxFrames >= 1, "maxFrames must be at least 1: " + maxFrames);
    require(isPositive(maxDuration), "maxDuration must be positive: " + maxDuration);
    require(isPositive(deadline), "deadline must be positive: " + deadline);
    require(truncation >= 0 && truncation <= 1, "truncation must be in [0, 1]: " + truncation);
    Objects.requireNonNull(damage, "damage");
    Objects.requireNonNull(presentation, "presentation");
    require(maxUnanswered >= 1, "maxUnanswered must be at least 1: " + maxUnanswered);
  }

  /**
   * One thread, pictures up to 8192x4320, 200,000 frames, 2 hours of video, 2 minutes of work,
   * truncated below 0.9 of the declared length, damaged videos rejected, pictures rotated.
   *
   * @return the defaults
   */
  public static DecodeOptions defaults() {
    return new DecodeOptions(
        1,
        8192L * 4320,
        200_000,
        Duration.ofHours(2),
        Duration.ofMinutes(2),
        0.9,
        DamagePolicy.reject(),
        Presentation.defaults(),
        StorageWatch.DEFAULT_UNANSWERED);
  }

  /**
   * The same options with another damage policy.
   *
   * @param policy what happens to damaged videos
   * @return a copy
   */
  public DecodeOptions withDamage(DamagePolicy policy) {
    return new DecodeOptions(
        threads,
        maxPixels,
        maxFrames,
        maxDuration,
        deadline,
        truncation,
        policy,
        presentation,
        maxUnanswered);
  }

  /**
   * The same options with another deadline.
   *
   * @param limit longest time that one video may take
   * @return a copy
   */
  public DecodeOptions withDeadline(Duration limit) {
    return new DecodeOptions(
        threads,
        maxPixels,
        maxFrames,
        maxDuration,
        limit,
        truncation,
        damage,
        presentation,
        maxUnanswered);
  }

  /**
   * The same options with another presentation.
   *
   * @param shown how stored pictures become those that are seen
   * @return a copy
   */
  public DecodeOptions withPresentation(Presentation shown) {
    return new DecodeOptions(
        threads,
        maxPixels,
        maxFrames,
        maxDuration,
        deadline,
        truncation,
        damage,
        shown,
        maxUnanswered);
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
