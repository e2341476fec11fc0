package io.kinespark.preprocessing.video;

import java.io.Serializable;

/**
 * How stored pictures become the pictures that are seen.
 *
 * @param rotate whether the container's display matrix (a phone held upright) is applied
 * @param squarePixels whether pictures whose pixels are not square are widened or narrowed to the
 *     shape they are meant to be seen in; their height stays
 */
public record Presentation(boolean rotate, boolean squarePixels) implements Serializable {

  /**
   * Rotates, and leaves the shape of pixels alone, as the readers do that the networks' authors
   * trained with.
   *
   * @return the defaults
   */
  public static Presentation defaults() {
    return new Presentation(true, false);
  }

  Orientation orientation(Container container) {
    return rotate ? container.orientation() : Orientation.UPRIGHT;
  }

  /** Size of a stored picture after its pixels became square, where they shall. */
  FrameSize size(FrameSize stored, double pixelAspect) {
    return squarePixels
        ? new FrameSize(
            (int)
                Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(stored.width() * pixelAspect))),
            stored.height())
        : stored;
  }
}
