package io.kinespark.models.dsanet;

import io.kinespark.models.Choices;
import java.util.Locale;

/** What a temporal shift stands before (whwu95/DSANet {@code backbones/resnet_tsm.py}). */
public enum ShiftPlace {
  /** Nothing: every frame by itself (TSN). */
  NONE,
  /**
   * The first convolution of every block, or of every second block where the third stage has 23
   * blocks or more; the shortcut is not shifted.
   */
  BLOCKRES,
  /** Every block, its shortcut included. */
  BLOCK;

  /**
   * The place of that name in configurations.
   *
   * @param name {@code none}, {@code blockres} or {@code block}
   * @throws IllegalArgumentException if there is no such place
   */
  public static ShiftPlace of(String name) {
    return Choices.parse(ShiftPlace.class, name, "shift-place");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
