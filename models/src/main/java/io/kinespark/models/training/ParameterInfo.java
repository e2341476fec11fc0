package io.kinespark.models.training;

import java.io.Serializable;
import java.util.List;

/**
 * One parameter tensor and its place in the flat vector.
 *
 * @param name in the state dict
 * @param shape of the tensor
 * @param offset of its first value in the flat vector, 0-based, in values
 * @param length how many values
 * @param learningRateMultiplier of the base learning rate; 0 where the parameter is frozen
 * @param weightDecayMultiplier of the base weight decay
 * @param group the name of its group
 */
public record ParameterInfo(
    String name,
    List<Long> shape,
    int offset,
    int length,
    double learningRateMultiplier,
    double weightDecayMultiplier,
    String group)
    implements Serializable {
  /** Copies the list. */
  public ParameterInfo {
    shape = List.copyOf(shape);
  }
}
