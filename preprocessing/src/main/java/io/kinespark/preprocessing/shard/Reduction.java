package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.augment.FrameResize;
import io.kinespark.preprocessing.video.FrameSize;
import java.io.Serializable;

/**
 * How large and how many the frames are that are stored of a video.
 *
 * @param shortSide short side in pixels; smaller frames are not enlarged; 0 keeps every frame's
 *     size
 * @param fps constant rate that videos are brought to, in frames a second; 0 keeps every frame
 */
public record Reduction(int shortSide, double fps) implements Serializable {

  /** Checks the ranges. */
  public Reduction {
    if (shortSide < 0) {
      throw new IllegalArgumentException("shortSide must be at least 0: " + shortSide);
    }
    if (!(fps >= 0) || Double.isInfinite(fps)) {
      throw new IllegalArgumentException("fps must be a number of at least 0: " + fps);
    }
  }

  /** Whether videos are brought to a constant rate. */
  boolean resamples() {
    return fps > 0;
  }

  /** The rate of what is stored of a video with the given rate. */
  double storedFps(double videoFps) {
    return resamples() ? fps : videoFps;
  }

  /** The stored size of a frame. */
  FrameSize stored(FrameSize size) {
    return shortSide == 0 || shortSide >= size.shortSide()
        ? size
        : new FrameResize.ShortSide(shortSide).resized(size);
  }
}
