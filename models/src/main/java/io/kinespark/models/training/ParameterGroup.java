package io.kinespark.models.training;

/**
 * Parameters that an optimizer treats alike.
 *
 * @param name for reports
 * @param learningRateMultiplier of the base learning rate
 * @param weightDecayMultiplier of the base weight decay
 */
record ParameterGroup(String name, double learningRateMultiplier, double weightDecayMultiplier) {
  /**
   * Parameters that never change: their gradients are always zero, and nothing else may move them.
   */
  static final ParameterGroup FROZEN = new ParameterGroup("frozen", 0, 0);
}
