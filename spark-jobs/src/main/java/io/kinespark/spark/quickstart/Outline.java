package io.kinespark.spark.quickstart;

/** Shapes, by their signed distance: negative inside, positive outside, 0 on the border. */
enum Outline {
  /** A filled circle. */
  DISC {
    @Override
    double distance(double x, double y, double radius) {
      return Math.hypot(x, y) - radius;
    }
  },

  /** A filled square. */
  SQUARE {
    @Override
    double distance(double x, double y, double radius) {
      return Math.max(Math.abs(x), Math.abs(y)) - 0.85 * radius;
    }
  },

  /** A circle with a hole. */
  RING {
    @Override
    double distance(double x, double y, double radius) {
      return Math.abs(Math.hypot(x, y) - 0.75 * radius) - 0.25 * radius;
    }
  },

  /** A plus sign. */
  CROSS {
    @Override
    double distance(double x, double y, double radius) {
      double along = Math.max(Math.abs(x), Math.abs(y));
      double across = Math.min(Math.abs(x), Math.abs(y));
      return Math.max(along - radius, across - 0.35 * radius);
    }
  },

  /** A clock's hand from the origin to the right, with a knob at its end. */
  HAND {
    @Override
    double distance(double x, double y, double radius) {
      double along = Math.max(0, Math.min(radius, x));
      double shaft = Math.hypot(x - along, y) - 0.12 * radius;
      double knob = Math.hypot(x - 0.8 * radius, y) - 0.28 * radius;
      return Math.min(shaft, knob);
    }
  };

  /** Distance from the origin, in radii, beyond which no shape reaches. */
  static final double LARGEST_EXTENT = 1.25;

  /**
   * The distance of a point to this shape's border.
   *
   * @param x pixels right of the shape's origin
   * @param y pixels below it
   * @param radius the shape's size in pixels
   */
  abstract double distance(double x, double y, double radius);
}
