package io.kinespark.models.nn;

/**
 * Parameters that an optimizer treats alike.
 *
 * @param name for reports
 * @param learningRateMultiplier of the base learning rate
 * @param weightDecayMultiplier of the base weight decay
 */
public record ParameterGroup(
    String name, double learningRateMultiplier, double weightDecayMultiplier) {
  /**
   * Parameters that never change: their gradients are always zero, and nothing else may move them.
   */
  public static final ParameterGroup FROZEN = new ParameterGroup("frozen", 0, 0);

  /** Every trained parameter of a network whose optimizer makes no difference between them. */
  public static final ParameterGroup ALL = new ParameterGroup("all", 1, 1);
}
