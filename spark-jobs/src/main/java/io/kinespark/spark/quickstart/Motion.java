package io.kinespark.spark.quickstart;

import io.kinespark.preprocessing.video.FrameSize;
import java.util.SplittableRandom;

/** What an actor does while time runs forwards. */
enum Motion {
  /** It moves from the left to the right. */
  TRANSLATION {
    @Override
    Path path(FrameSize size, SplittableRandom random) {
      double length = size.width() * random.nextDouble(0.5, 0.7);
      double middle = size.width() * random.nextDouble(0.45, 0.55);
      double y = size.height() * random.nextDouble(0.3, 0.7);
      double radius = radius(size, random);
      double angle = random.nextDouble(2 * Math.PI);
      return new Path(
          new Pose(middle - length / 2, y, radius, angle),
          new Pose(middle + length / 2, y, radius, angle));
    }
  },

  /** It grows. */
  SIZE {
    @Override
    Path path(FrameSize size, SplittableRandom random) {
      double x = size.width() * random.nextDouble(0.35, 0.65);
      double y = size.height() * random.nextDouble(0.4, 0.6);
      double angle = random.nextDouble(2 * Math.PI);
      return new Path(
          new Pose(x, y, size.shortSide() * random.nextDouble(0.06, 0.10), angle),
          new Pose(x, y, size.shortSide() * random.nextDouble(0.26, 0.36), angle));
    }
  },

  /** It turns clockwise, by less than a whole turn. */
  ROTATION {
    @Override
    Path path(FrameSize size, SplittableRandom random) {
      double x = size.width() * random.nextDouble(0.4, 0.6);
      double y = size.height() * random.nextDouble(0.45, 0.55);
      double radius = size.shortSide() * random.nextDouble(0.28, 0.36);
      double start = random.nextDouble(2 * Math.PI);
      return new Path(
          new Pose(x, y, radius, start),
          new Pose(x, y, radius, start + Math.toRadians(random.nextDouble(220, 320))));
    }
  },

  /** It moves from the top to the bottom. */
  FALL {
    @Override
    Path path(FrameSize size, SplittableRandom random) {
      double length = size.height() * random.nextDouble(0.5, 0.7);
      double middle = size.height() * random.nextDouble(0.45, 0.55);
      double x = size.width() * random.nextDouble(0.3, 0.7);
      double radius = radius(size, random);
      double angle = random.nextDouble(2 * Math.PI);
      return new Path(
          new Pose(x, middle - length / 2, radius, angle),
          new Pose(x, middle + length / 2, radius, angle));
    }
  };

  /** Draws one way of doing this in pictures of that size. */
  abstract Path path(FrameSize size, SplittableRandom random);

  private static double radius(FrameSize size, SplittableRandom random) {
    return size.shortSide() * random.nextDouble(0.11, 0.17);
  }

  /**
   * A movement at constant speed.
   *
   * @param from the pose in the first frame
   * @param to the pose in the last
   */
  record Path(Pose from, Pose to) {

    /** The pose at {@code time}, 0 being the first frame and 1 the last. */
    Pose at(double time) {
      return new Pose(
          mix(from.x, to.x, time),
          mix(from.y, to.y, time),
          mix(from.radius, to.radius, time),
          mix(from.angle, to.angle, time));
    }

    private static double mix(double a, double b, double share) {
      return a + (b - a) * share;
    }
  }

  /**
   * Where a shape is and how large.
   *
   * @param x pixels from the left
   * @param y pixels from the top
   * @param radius pixels
   * @param angle radians, clockwise
   */
  record Pose(double x, double y, double radius, double angle) {}
}
