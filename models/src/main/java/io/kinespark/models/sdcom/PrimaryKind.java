package io.kinespark.models.sdcom;

import io.kinespark.models.Choices;
import java.util.Locale;

/** The static (primary) networks of SDCOM ({@code lib/arch/policy_net.py}). */
public enum PrimaryKind {
  /** MobileNetV2 on the frames as they are, which must be 224 by 224. */
  MOBILENETV2(7),
  /** ResNet-50 on frames resized to 96 by 96. */
  RESNET50(3);

  private final int side;

  PrimaryKind(int side) {
    this.side = side;
  }

  /**
   * The network of that name in configurations.
   *
   * @param name {@code mobilenetv2} or {@code resnet50}
   * @throws IllegalArgumentException if there is none
   */
  public static PrimaryKind of(String name) {
    return Choices.parse(PrimaryKind.class, name, "static-network");
  }

  /** Side of the square feature maps that the gate takes. */
  public int mapSide() {
    return side;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
