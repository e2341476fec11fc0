package io.kinespark.spark.data;

import java.io.Serializable;

/**
 * The shape of one training clip, {@code [T, H, W, 3]} uint8.
 *
 * @param frames T
 * @param height H in pixels
 * @param width W in pixels
 */
public record ClipShape(int frames, int height, int width) implements Serializable {

  /** Bytes of one clip. */
  public int bytes() {
    return Math.multiplyExact(Math.multiplyExact(frames, height), Math.multiplyExact(width, 3));
  }
}
