package io.kinespark.models.nn;

/**
 * The constants of a batch norm.
 *
 * @param epsilon added to variances
 * @param momentum share of a batch's statistics in the running ones
 * @param initialScale of a new network's channels; 0 makes a residual block begin as its shortcut
 */
public record NormSettings(double epsilon, double momentum, float initialScale) {
  /** The tensor library's defaults: eps 1e-5, momentum 0.1, scale 1. */
  public static NormSettings standard() {
    return new NormSettings(1e-5, 0.1, 1);
  }

  /** The same constants, the scale beginning at 0. */
  public NormSettings startingAtZero() {
    return new NormSettings(epsilon, momentum, 0);
  }
}
