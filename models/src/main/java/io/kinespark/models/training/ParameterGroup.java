package io.kinespark.models.training;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.Parameter;
import java.util.List;

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
  static final ParameterGroup FROZEN = new ParameterGroup("frozen", 0, 0);

  /** Every trained parameter of a network whose optimizer makes no difference between them. */
  static final ParameterGroup ALL = new ParameterGroup("all", 1, 1);

  /** The group of each of {@code parameters} where the optimizer makes no difference. */
  static List<ParameterGroup> undivided(List<Named<Parameter>> parameters) {
    return parameters.stream().map(named -> named.entry().frozen() ? FROZEN : ALL).toList();
  }

  /**
   * The groups of a network in the order of the original's optimizer, those that the network has no
   * parameters for included.
   *
   * @throws IllegalArgumentException if networks of that family cannot be trained
   */
  public static List<ParameterGroup> allOf(ModelConfig model) {
    return NetworkBlueprint.of(model).allGroups();
  }
}
