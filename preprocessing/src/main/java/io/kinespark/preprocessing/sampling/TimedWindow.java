package io.kinespark.preprocessing.sampling;

/**
 * A clip as PySlowFast cuts it from a video of any frame rate: {@code T * rate} frames of a video
 * at {@code targetFps}, which are {@code L = rate * T / targetFps * fps} frames of this one, L
 * being a real number. The decoder keeps the frames whose time stamps lie in the window and the
 * next one after; T evenly spread positions among them are truncated to frames. A window beyond the
 * video's end repeats the last frame.
 *
 * @param framesPerClip T
 * @param rate frames at {@code targetFps} from one frame of the clip to the next
 * @param targetFps frames a second that {@code rate} is meant for
 */
record TimedWindow(int framesPerClip, int rate, double targetFps) {

  TimedWindow {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
    Checks.atLeastOne(rate, "rate");
    if (!(targetFps > 0)) {
      throw new IllegalArgumentException("targetFps must be above 0: " + targetFps);
    }
  }

  /** Length of the window in frames of the video, L. */
  double length(VideoTiming video) {
    if (video.fps() == 0) {
      throw new IllegalArgumentException(
          "The frame rate of the video is not known, but its clips are measured in seconds; index"
              + " it with preprocess, or sample by frames");
    }
    return rate * framesPerClip / targetFps * video.fps();
  }

  /** The last start of a window that lies within the video, 0 in a short one. */
  double lastStart(VideoTiming video) {
    return Math.max(video.frames() - length(video), 0);
  }

  /** The frames of the window that begins at {@code start}, a real number of frames. */
  int[] frames(VideoTiming video, double start) {
    double length = length(video);
    double ticks = video.ticksPerFrame();
    int first = Math.min((int) Math.ceil(Math.floor(start * ticks) / ticks), video.frames() - 1);
    int last = (int) Math.floor(Math.floor((start + length - 1) * ticks) / ticks);
    int kept = Math.max(1, Math.min(last + 1, video.frames() - 1) - first + 1);
    int[] frames = new int[framesPerClip];
    for (int i = 0; i < framesPerClip; i++) {
      float position = position(i, (float) (length - 1));
      frames[i] = first + (int) Math.min(Math.max(position, 0), kept - 1);
    }
    return frames;
  }

  /** Position i of T from 0 to {@code end} in single precision, each half from its own end. */
  private float position(int i, float end) {
    if (framesPerClip == 1) {
      return 0;
    }
    float step = end / (framesPerClip - 1);
    return i < framesPerClip / 2 ? i * step : end - (framesPerClip - 1 - i) * step;
  }
}
