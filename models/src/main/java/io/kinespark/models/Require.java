package io.kinespark.models;

import java.util.List;

/** Range checks whose messages name the setting, its value and what is allowed. */
public final class Require {
  private static final int MAX_STAGES = 4;

  private Require() {}

  public static void that(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  public static void atLeast(int value, int minimum, String setting) {
    that(value >= minimum, "%s is %d; it must be at least %d".formatted(setting, value, minimum));
  }

  /**
   * What holds for the stages of every ResNet here: up to four, with a stride and dilation each.
   */
  public static void stages(
      List<Integer> stageBlocks, List<Integer> strides, List<Integer> dilations, int baseWidth) {
    int stages = stageBlocks.size();
    that(
        stages >= 1 && stages <= MAX_STAGES,
        "stage-blocks %s must name one to four stages".formatted(stageBlocks));
    that(
        strides.size() == stages && dilations.size() == stages,
        "strides %s and dilations %s must have one entry for each of the %d stages"
            .formatted(strides, dilations, stages));
    stageBlocks.forEach(blocks -> atLeast(blocks, 1, "each of stage-blocks"));
    strides.forEach(stride -> atLeast(stride, 1, "each of strides"));
    dilations.forEach(dilation -> atLeast(dilation, 1, "each of dilations"));
    atLeast(baseWidth, 1, "base-width");
  }
}
