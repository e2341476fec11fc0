package io.kinespark.models.training;

import java.util.Arrays;

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
    long[] shape,
    int offset,
    int length,
    double learningRateMultiplier,
    double weightDecayMultiplier,
    String group) {
  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterInfo that
        && name.equals(that.name)
        && Arrays.equals(shape, that.shape)
        && offset == that.offset
        && length == that.length
        && learningRateMultiplier == that.learningRateMultiplier
        && weightDecayMultiplier == that.weightDecayMultiplier
        && group.equals(that.group);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + offset;
  }

  @Override
  public String toString() {
    return "%s%s at %d, %s".formatted(name, Arrays.toString(shape), offset, group);
  }
}
