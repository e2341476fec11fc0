package io.kinespark.spark.quickstart;

/** A shape in one frame. */
final class Sprite {
  private final Outline outline;
  private final Colour colour;
  private final Motion.Pose pose;
  private final double cos;
  private final double sin;
  private final double reach;

  /**
   * A shape.
   *
   * @param outline its form
   * @param colour its colour
   * @param pose where it is
   */
  Sprite(Outline outline, Colour colour, Motion.Pose pose) {
    this.outline = outline;
    this.colour = colour;
    this.pose = pose;
    this.cos = Math.cos(pose.angle());
    this.sin = Math.sin(pose.angle());
    this.reach = Outline.LARGEST_EXTENT * pose.radius() + 1;
  }

  Colour colour() {
    return colour;
  }

  /** How much of the pixel whose centre is at (x, y) this shape covers, 0 to 1. */
  double coverage(double x, double y) {
    double right = x - pose.x();
    double down = y - pose.y();
    if (Math.abs(right) > reach || Math.abs(down) > reach) {
      return 0;
    }
    double distance =
        outline.distance(right * cos + down * sin, down * cos - right * sin, pose.radius());
    return Math.max(0, Math.min(1, 0.5 - distance));
  }
}
