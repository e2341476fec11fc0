package io.kinespark.preprocessing.video;

import java.io.Serializable;

/**
 * What to do with a video whose stream is damaged: packets that do not decode, frames that the
 * codec had to patch up, or an end long before the declared one.
 *
 * @param minFrames smallest number of decoded frames with which a damaged video is kept; {@link
 *     #NEVER_KEEP} rejects every damaged video
 */
public record DamagePolicy(int minFrames) implements Serializable {

  /** The value of {@link #minFrames} that rejects every damaged video. */
  public static final int NEVER_KEEP = Integer.MAX_VALUE;

  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public DamagePolicy {
    if (minFrames < 1) {
      throw new IllegalArgumentException("A kept video has at least 1 frame, not " + minFrames);
    }
  }

  /**
   * Rejects every damaged video.
   *
   * @return the policy
   */
  public static DamagePolicy reject() {
    return new DamagePolicy(NEVER_KEEP);
  }

  /**
   * Keeps a damaged video of which enough decodes.
   *
   * @param frames smallest number of decoded frames, at least 1
   * @return the policy
   */
  public static DamagePolicy keepIfAtLeast(int frames) {
    return new DamagePolicy(frames);
  }

  /**
   * Tells whether every damaged video is rejected.
   *
   * @return true for {@link #reject()}
   */
  public boolean rejectsAll() {
    return minFrames == NEVER_KEEP;
  }

  /**
   * Tells whether a damaged video is kept.
   *
   * @param decodedFrames frames that decoded
   * @return true to keep it
   */
  public boolean keeps(int decodedFrames) {
    return !rejectsAll() && decodedFrames >= minFrames;
  }
}
