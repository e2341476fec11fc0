package io.kinespark.models.dsanet;

import java.util.Locale;

/** What the stages of a residual network are made of (arXiv 1512.03385 figure 5). */
public enum BlockKind {
  /** Two 3x3 convolutions of as many channels as the block has planes. */
  BASIC(1),
  /** A 1x1, a 3x3 and a 1x1 convolution; the last one has four times the planes. */
  BOTTLENECK(4);

  private final int expansion;

  BlockKind(int expansion) {
    this.expansion = expansion;
  }

  /** The factor between a block's planes and its output channels. */
  public int expansion() {
    return expansion;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
