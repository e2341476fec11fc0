package io.kinespark.spark.quickstart;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws the frames of generated videos.
 *
 * <p>The same seed, class and number give the same frames on every machine. The two classes of a
 * pair have the same frames under the same number, in opposite order.
 */
public final class ActionVideoGenerator {
  private final FrameSize size;
  private final int length;
  private final long seed;

  /**
   * A generator of videos of one size.
   *
   * @param size width and height of the frames
   * @param length frames of a video, at least 2
   * @param seed changes everything that is drawn
   * @throws IllegalArgumentException if a video would have fewer than 2 frames
   */
  public ActionVideoGenerator(FrameSize size, int length, long seed) {
    if (length < 2) {
      throw new IllegalArgumentException("a video needs at least 2 frames to move, not " + length);
    }
    this.size = size;
    this.length = length;
    this.seed = seed;
  }

  /**
   * The frames of one video.
   *
   * @param action its class
   * @param number tells the videos of a class apart
   */
  public List<RgbFrame> frames(ActionClass action, long number) {
    SplittableRandom random =
        new SplittableRandom(
            scramble(scramble(scramble(seed) ^ number) ^ action.motion().name().hashCode()));
    Scene scene = new Scene(action.motion(), size, length, random);
    List<RgbFrame> frames =
        new ArrayList<>(IntStream.range(0, length).mapToObj(scene::render).toList());
    if (action.reversed()) {
      Collections.reverse(frames);
    }
    return List.copyOf(frames);
  }

  /** The finaliser of SplitMix64: nearby seeds become unrelated ones. */
  private static long scramble(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
