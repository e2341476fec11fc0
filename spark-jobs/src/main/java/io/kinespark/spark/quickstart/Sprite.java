package io.kinespark.spark.quickstart;

/**
 * A shape in one frame.
 *
 * @param outline its form
 * @param colour its colour
 * @param pose where it is
 */
record Sprite(Outline outline, Colour colour, Motion.Pose pose) {

  /** How much of the pixel whose centre is at (x, y) this shape covers, 0 to 1. */
  double coverage(double x, double y) {
    double right = x - pose.x();
    double down = y - pose.y();
    double cos = Math.cos(pose.angle());
    double sin = Math.sin(pose.angle());
    double distance =
        outline.distance(right * cos + down * sin, down * cos - right * sin, pose.radius());
    return Math.max(0, Math.min(1, 0.5 - distance));
  }
}
