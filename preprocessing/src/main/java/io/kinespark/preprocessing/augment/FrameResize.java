package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.io.Serializable;

/** To which size a frame is brought before it is cropped. */
public sealed interface FrameResize extends Serializable {

  /**
   * The size after resizing.
   *
   * @param frame size before
   * @param draws random numbers; most resizes use none
   * @return size after
   */
  FrameSize resized(FrameSize frame, RandomDraws draws);

  /** Leaves frames as they are. */
  record Keep() implements FrameResize {
    @Override
    public FrameSize resized(FrameSize frame, RandomDraws draws) {
      return frame;
    }
  }

  /**
   * Brings the short side to a length and keeps the aspect ratio; both sides are rounded half up
   * (mmcv's {@code rescale_size}).
   *
   * @param length pixels of the short side, at least 1
   */
  record ShortSide(int length) implements FrameResize {

    /** Checks the length. */
    public ShortSide {
      requirePositive(length);
    }

    /**
     * The size after resizing.
     *
     * @param frame size before
     * @return size after
     */
    public FrameSize resized(FrameSize frame) {
      double factor = (double) length / frame.shortSide();
      return new FrameSize(
          (int) Math.floor(frame.width() * factor + 0.5),
          (int) Math.floor(frame.height() * factor + 0.5));
    }

    @Override
    public FrameSize resized(FrameSize frame, RandomDraws draws) {
      return resized(frame);
    }
  }

  /**
   * Brings the short side to a length and keeps the aspect ratio; the long side is rounded down to
   * {@code floor(long / short * length)} (PySlowFast's {@code random_short_side_scale_jitter} with
   * one scale).
   *
   * @param length pixels of the short side, at least 1
   */
  record ShortSideFloor(int length) implements FrameResize {

    /** Checks the length. */
    public ShortSideFloor {
      requirePositive(length);
    }

    @Override
    public FrameSize resized(FrameSize frame, RandomDraws draws) {
      if (frame.shortSide() == length) {
        return frame;
      }
      return frame.width() < frame.height()
          ? new FrameSize(length, longSide(frame.height(), frame.width()))
          : new FrameSize(longSide(frame.width(), frame.height()), length);
    }

    private int longSide(int before, int shortBefore) {
      return (int) Math.floor((double) before / shortBefore * length);
    }
  }

  /**
   * Brings the short side to a random length, the same for all frames of a clip, and rounds the
   * long side down (PySlowFast's {@code random_short_side_scale_jitter}). One draw.
   *
   * @param shortest smallest length, at least 1
   * @param longest largest length
   * @param inverse whether 1 over the length is uniform rather than the length itself, which makes
   *     small pictures more likely
   */
  record RandomShortSide(int shortest, int longest, boolean inverse) implements FrameResize {

    /** Checks the lengths. */
    public RandomShortSide {
      requirePositive(shortest);
      if (longest < shortest) {
        throw new IllegalArgumentException(
            "The longest short side %d is below the shortest, %d".formatted(longest, shortest));
      }
    }

    @Override
    public FrameSize resized(FrameSize frame, RandomDraws draws) {
      double length =
          inverse
              ? 1 / draws.nextUniform(1.0 / longest, 1.0 / shortest)
              : draws.nextUniform(shortest, longest);
      return new ShortSideFloor((int) Math.rint(length)).resized(frame, draws);
    }
  }

  /**
   * Brings the short side to a random whole length, the same for all frames of a clip, and rounds
   * both sides half up ({@code RandomRescaledCrop} of {@code whwu95/DSANet}, whose crop is {@link
   * RandomCrop}). One draw.
   *
   * @param shortest smallest length, at least 1
   * @param longest largest length, drawn like the others
   */
  record RandomRescale(int shortest, int longest) implements FrameResize {

    /** Checks the lengths. */
    public RandomRescale {
      new RandomShortSide(shortest, longest, /* inverse= */ false);
    }

    @Override
    public FrameSize resized(FrameSize frame, RandomDraws draws) {
      return new ShortSide(draws.nextInt(shortest, longest + 1)).resized(frame);
    }
  }

  /**
   * Brings frames to one size, whatever their aspect ratio.
   *
   * @param size the size after
   */
  record Exact(FrameSize size) implements FrameResize {
    @Override
    public FrameSize resized(FrameSize frame, RandomDraws draws) {
      return size;
    }
  }

  private static void requirePositive(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("The short side must be at least 1: " + length);
    }
  }
}
