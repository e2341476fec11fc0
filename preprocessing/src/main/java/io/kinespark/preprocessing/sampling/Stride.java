package io.kinespark.preprocessing.sampling;

import java.io.Serializable;
import java.util.Objects;

/**
 * How the frames of a strided clip follow each other ({@code SampleFrames} of mmaction2 for clips
 * of several frames).
 *
 * @param framesPerClip T
 * @param interval frames from one frame of the clip to the next
 * @param fps frames a second that {@code interval} is meant for: in a video of another rate the
 *     clip spans {@code max(1, T * interval * rate / fps)} frames, over which its frames are spread
 *     evenly (mmaction2's {@code target_fps}); 0 for the video's own
 * @param beyond what stands for frames beyond the end of the video
 */
public record Stride(int framesPerClip, int interval, double fps, BeyondEnd beyond)
    implements Serializable {

  /** Checks the numbers. */
  public Stride {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
    Checks.atLeastOne(interval, "interval");
    if (!(fps >= 0)) {
      throw new IllegalArgumentException("fps must be at least 0: " + fps);
    }
    Objects.requireNonNull(beyond, "beyond");
  }

  /** Frames of the video that a clip spans, its last interval counted in; a real number. */
  double span(VideoTiming video) {
    double own = (double) framesPerClip * interval;
    return resamples(video) ? Math.max(1, own * (video.fps() / fps)) : own;
  }

  /** Likewise, up to its last frame only where the video's own rate is used. */
  double spanToLast(VideoTiming video) {
    return resamples(video) ? span(video) : (double) (framesPerClip - 1) * interval + 1;
  }

  /** A video whose rate is not known is taken at its own. */
  boolean resamples(VideoTiming video) {
    return fps > 0 && video.fps() > 0;
  }

  /**
   * Frames of the clip from a start.
   *
   * @param start its first frame
   * @param shifts added to each, {@code [T]}
   */
  int[] frames(VideoTiming video, int start, int[] shifts) {
    int[] frames = new int[framesPerClip];
    int within = start;
    for (int j = 0; j < framesPerClip; j++) {
      int offset = resamples(video) ? spread(j, span(video) - 1) : j * interval;
      frames[j] = start + offset + shifts[j];
      within = frames[j] < video.frames() ? Math.max(within, frames[j]) : within;
    }
    for (int j = 0; j < framesPerClip; j++) {
      if (frames[j] >= video.frames()) {
        frames[j] = beyond == BeyondEnd.LOOP ? frames[j] % video.frames() : within;
      }
    }
    return frames;
  }

  /** Place j of T from 0 to {@code end}, truncated. */
  private int spread(int j, double end) {
    return (int) (j == framesPerClip - 1 && j > 0 ? end : j * (end / (framesPerClip - 1)));
  }
}
