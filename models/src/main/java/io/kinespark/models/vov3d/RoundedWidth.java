package io.kinespark.models.vov3d;

/**
 * The rounding of scaled channel counts that X3D and squeeze-excitation share (PySlowFast {@code
 * models/operators.py} and {@code video_model_builder.py}, {@code round_width}).
 */
public final class RoundedWidth {
  private static final int DIVISOR = 8;
  private static final double SMALLEST_SHARE = 0.9;

  private RoundedWidth() {}

  /**
   * {@code width * multiplier} rounded to a multiple of 8, at least 8, and never below 0.9 of
   * itself.
   */
  public static int of(int width, double multiplier) {
    double scaled = width * multiplier;
    int nearest = (int) (scaled + DIVISOR / 2.0) / DIVISOR * DIVISOR;
    int rounded = Math.max(DIVISOR, nearest);
    return rounded < SMALLEST_SHARE * scaled ? rounded + DIVISOR : rounded;
  }
}
