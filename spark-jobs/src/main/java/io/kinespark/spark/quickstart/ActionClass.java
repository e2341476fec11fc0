package io.kinespark.spark.quickstart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The classes of the generated videos: pairs of a motion and the same motion played backwards. */
public enum ActionClass {
  /** Something moves from the left to the right. */
  MOVE_RIGHT(Motion.TRANSLATION, false),
  /** Something moves from the right to the left. */
  MOVE_LEFT(Motion.TRANSLATION, true),
  /** Something grows. */
  GROW(Motion.SIZE, false),
  /** Something shrinks. */
  SHRINK(Motion.SIZE, true),
  /** A hand turns clockwise. */
  TURN_CLOCKWISE(Motion.ROTATION, false),
  /** A hand turns anticlockwise. */
  TURN_ANTICLOCKWISE(Motion.ROTATION, true),
  /** Something moves down. */
  FALL(Motion.FALL, false),
  /** Something moves up. */
  RISE(Motion.FALL, true);

  private final Motion motion;
  private final boolean reversed;

  ActionClass(Motion motion, boolean reversed) {
    this.motion = motion;
    this.reversed = reversed;
  }

  /**
   * The classes of the first pairs, in the order of their labels.
   *
   * @param pairs number of pairs, 1 to 4
   * @throws IllegalArgumentException if there are not so many
   */
  public static List<ActionClass> ofPairs(int pairs) {
    if (pairs < 1 || pairs > Motion.values().length) {
      throw new IllegalArgumentException(
          "there are 1 to " + Motion.values().length + " pairs of classes, not " + pairs);
    }
    return Arrays.asList(values()).subList(0, 2 * pairs);
  }

  /** The name in annotation files, which is that of the videos' folder too. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Motion motion() {
    return motion;
  }

  boolean reversed() {
    return reversed;
  }
}
