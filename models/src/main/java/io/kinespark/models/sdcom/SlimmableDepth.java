package io.kinespark.models.sdcom;

import io.kinespark.models.Choices;
import java.util.List;

/** The slimmable ResNets of SDCOM ({@code lib/arch/dy_resnet.py}, {@code dy_tsmresnet.py}). */
public enum SlimmableDepth {
  /** ResNet-18. */
  RESNET18("resnet18", false, false),
  /** ResNet-34. */
  RESNET34("resnet34", false, false),
  /** ResNet-50, the published network. */
  RESNET50("resnet50", true, false),
  /** ResNet-101. */
  RESNET101("resnet101", true, false),
  /** ResNet-152. */
  RESNET152("resnet152", true, false),
  /** ResNet-50 with a temporal shift in every bottleneck, published for Something-Something. */
  TSM_RESNET50("tsm-resnet50", true, true);

  private final String name;
  private final boolean bottlenecks;
  private final boolean shifts;

  SlimmableDepth(String name, boolean bottlenecks, boolean shifts) {
    this.name = name;
    this.bottlenecks = bottlenecks;
    this.shifts = shifts;
  }

  /**
   * The network of that name in configurations.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static SlimmableDepth of(String name) {
    return Choices.parse(SlimmableDepth.class, name, "backbone");
  }

  /** Whether its blocks are bottlenecks of three convolutions rather than two 3x3 ones. */
  public boolean bottlenecks() {
    return bottlenecks;
  }

  /** Whether its blocks hold a temporal shift. */
  public boolean shifts() {
    return shifts;
  }

  /** Blocks of each of the four stages. */
  public List<Integer> blocks() {
    return switch (this) {
      case RESNET18 -> List.of(2, 2, 2, 2);
      case RESNET34, RESNET50, TSM_RESNET50 -> List.of(3, 4, 6, 3);
      case RESNET101 -> List.of(3, 4, 23, 3);
      case RESNET152 -> List.of(3, 8, 36, 3);
    };
  }

  /** The factor between a block's planes and its output channels. */
  public int expansion() {
    return bottlenecks ? 4 : 1;
  }

  /** Channels of the last stage's maps at full width. */
  public int features() {
    return 512 * expansion();
  }

  @Override
  public String toString() {
    return name;
  }
}
