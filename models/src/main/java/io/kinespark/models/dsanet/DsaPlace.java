package io.kinespark.models.dsanet;

import io.kinespark.models.Choices;
import java.util.Locale;

/**
 * Where dynamic segment aggregation stands in a residual block (whwu95/DSANet {@code
 * modules_maker/DSA.py}, {@code insert_place}; {@code res} there is {@link #RES_1}).
 */
public enum DsaPlace {
  /** Before the first convolution; the shortcut gets the block's own input. */
  RES_1,
  /** After the first convolution, its norm and ReLU: the released choice. */
  RES_2,
  /** After the second convolution and its norm, in a bottleneck after their ReLU too. */
  RES_3,
  /** After the third convolution of a bottleneck and its norm, before the addition. */
  RES_4,
  /** After the block; the aggregated maps are added to the block's. */
  BOTTOM;

  /**
   * The place of that name in configurations.
   *
   * @param name {@code res}, {@code res_1}, {@code res_2}, {@code res_3}, {@code res_4} or {@code
   *     bottom}
   * @throws IllegalArgumentException if there is no such place
   */
  public static DsaPlace of(String name) {
    return name.equals("res") ? RES_1 : Choices.parse(DsaPlace.class, name, "dsa.place");
  }

  /**
   * Channels that a module at this place sees.
   *
   * @param inputs channels of the block's input
   * @param planes its inner channels
   * @param outputs channels of its output
   */
  public int channels(int inputs, int planes, int outputs) {
    return switch (this) {
      case RES_1 -> inputs;
      case RES_2, RES_3 -> planes;
      case RES_4, BOTTOM -> outputs;
    };
  }

  /** Whether blocks of that kind have this place. */
  public boolean isIn(BlockKind block) {
    return block == BlockKind.BOTTLENECK || this != RES_4;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
