package io.kinespark.models.resnet;

import io.kinespark.models.Choices;
import java.util.Locale;

/** Which convolution of a bottleneck carries its stride. */
public enum BottleneckStyle {
  /** The 3x3 convolution (ResNet v1.5, torchvision); a TAM then sees the map before the stride. */
  PYTORCH,
  /** The first 1x1 convolution (original ResNet); a TAM then sees the strided map. */
  CAFFE;

  /**
   * The style of that name in configurations.
   *
   * @param name {@code pytorch} or {@code caffe}
   * @throws IllegalArgumentException if there is no such style
   */
  public static BottleneckStyle of(String name) {
    return Choices.parse(BottleneckStyle.class, name, "style");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
