package io.kinespark.models.nn;

/**
 * A size, step or padding along time, height and width.
 *
 * @param time along T
 * @param height along H
 * @param width along W
 */
public record Extent(long time, long height, long width) {
  /** One along each axis. */
  public static final Extent ONE = new Extent(1, 1, 1);

  /** Nothing along any axis. */
  public static final Extent ZERO = new Extent(0, 0, 0);

  /** The same along height and width. */
  public static Extent of(long time, long space) {
    return new Extent(time, space, space);
  }

  /** The padding that keeps the size at stride 1: {@code (k - 1) / 2}. */
  public Extent keepingSize() {
    return new Extent((time - 1) / 2, (height - 1) / 2, (width - 1) / 2);
  }

  /** How many positions there are. */
  public long volume() {
    return time * height * width;
  }

  /** {@code [time, height, width]}, as native calls take it. */
  public long[] values() {
    return new long[] {time, height, width};
  }
}
