package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;

/** At which width the layers of a slimmable network run. */
public sealed interface WidthChoice {
  /**
   * All rows of the batch at one width: layers use the first channels of their weights only, and
   * maps have no others.
   *
   * @param width position in the network's widths
   */
  record Sliced(int width) implements WidthChoice {}

  /**
   * Each row at its own width: maps keep all channels, and those beyond a row's width are zero.
   *
   * @param scores {@code [N, K]}, one-hot rows over the widths
   */
  record Masked(Tensor scores) implements WidthChoice {}
}
