package io.kinespark.models.dsanet;

/**
 * Which convolution of an inflated bottleneck spans three frames (whwu95/DSANet {@code
 * inflate_style}). Both convolutions of an inflated basic block do.
 */
public enum InflationStyle {
  /** The first: 3x1x1, then 1x3x3. */
  FIRST("3x1x1"),
  /** The second: 1x1x1, then 3x3x3. */
  SECOND("3x3x3");

  private final String text;

  InflationStyle(String text) {
    this.text = text;
  }

  /**
   * The style of that name in configurations.
   *
   * @param text {@code 3x1x1} or {@code 3x3x3}
   * @throws IllegalArgumentException if there is no such style
   */
  public static InflationStyle of(String text) {
    for (InflationStyle style : values()) {
      if (style.text.equals(text)) {
        return style;
      }
    }
    throw new IllegalArgumentException(
        "inflate-style '%s' is unknown; use 3x1x1 or 3x3x3".formatted(text));
  }

  @Override
  public String toString() {
    return text;
  }
}
