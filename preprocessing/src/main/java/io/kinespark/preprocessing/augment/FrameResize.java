package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import java.io.Serializable;

/** To which size a frame is brought before it is cropped. */
public sealed interface FrameResize extends Serializable {

  /**
   * The size after resizing.
   *
   * @param frame size before
   * @return size after
   */
  FrameSize resized(FrameSize frame);

  /** Leaves frames as they are. */
  record Keep() implements FrameResize {
    @Override
    public FrameSize resized(FrameSize frame) {
      return frame;
    }
  }

  /**
   * Brings the short side to a length and keeps the aspect ratio; both sides are rounded half up.
   *
   * @param length pixels of the short side, at least 1
   */
  record ShortSide(int length) implements FrameResize {

    /** Checks the length. */
    public ShortSide {
      if (length < 1) {
        throw new IllegalArgumentException("The short side must be at least 1: " + length);
      }
    }

    @Override
    public FrameSize resized(FrameSize frame) {
      double factor = (double) length / frame.shortSide();
      return new FrameSize(
          (int) Math.floor(frame.width() * factor + 0.5),
          (int) Math.floor(frame.height() * factor + 0.5));
    }
  }

  /**
   * Brings frames to one size, whatever their aspect ratio.
   *
   * @param size the size after
   */
  record Exact(FrameSize size) implements FrameResize {
    @Override
    public FrameSize resized(FrameSize frame) {
      return size;
    }
  }
}
