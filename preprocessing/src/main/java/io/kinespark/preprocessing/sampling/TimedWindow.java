package io.kinespark.preprocessing.sampling;

import io.kinespark.preprocessing.video.FrameTimes;
import java.util.TreeMap;

/**
 * A clip as PySlowFast cuts it from a video of any frame rate: {@code T * rate} frames of a video
 * at {@code targetFps}, which are {@code L = rate * T / targetFps * fps} frames of this one, L
 * being a real number and fps the mean rate. The decoder keeps the frames whose time stamps lie in
 * the window and the next one after; T evenly spread positions among them are truncated to frames.
 * A window beyond the video's end repeats the last frame.
 *
 * <p>Where the rate is not constant, the frames that are kept may be more or fewer than L; of
 * several with one time stamp the last is kept. A stream that declares no length is decoded whole,
 * and positions are counted in its frames.
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
    double end = start + length - 1;
    FrameTimes times = video.times();
    if (times.isEven()) {
      return ofConstantRate(video, start, end, length);
    }
    return times.ticksPerFrame() > 0
        ? byStamps(times, start, end, length)
        : positions(start, end, video.frames());
  }

  private int[] ofConstantRate(VideoTiming video, double start, double end, double length) {
    double ticks = video.ticksPerFrame();
    int first = Math.min((int) Math.ceil(Math.floor(start * ticks) / ticks), video.frames() - 1);
    int last = (int) Math.floor(Math.floor(end * ticks) / ticks);
    int kept = Math.max(1, Math.min(last + 1, video.frames() - 1) - first + 1);
    int[] frames = positions(0, length - 1, kept);
    for (int i = 0; i < frames.length; i++) {
      frames[i] += first;
    }
    return frames;
  }

  private int[] byStamps(FrameTimes times, double start, double end, double length) {
    int[] kept =
        kept(times, (long) (start * times.ticksPerFrame()), (long) (end * times.ticksPerFrame()));
    int[] frames = positions(0, length - 1, kept.length);
    for (int i = 0; i < frames.length; i++) {
      frames[i] = kept[frames[i]];
    }
    return frames;
  }

  /** Frames from one time to another and the next one after, in the order of their times. */
  private static int[] kept(FrameTimes times, long from, long to) {
    TreeMap<Long, Integer> kept = new TreeMap<>();
    boolean more = true;
    for (int frame = 0; more && frame < times.frames(); frame++) {
      long tick = times.tick(frame);
      if (tick >= from) {
        kept.put(tick, frame);
        more = tick <= to;
      }
    }
    if (kept.isEmpty()) {
      // The last frame is shown for so long that the window begins behind its time stamp.
      return new int[] {times.frames() - 1};
    }
    return kept.values().stream().mapToInt(Integer::intValue).toArray();
  }

  /** T positions from one to another, truncated to whole ones of {@code [0, count)}. */
  private int[] positions(double start, double end, int count) {
    int[] positions = new int[framesPerClip];
    for (int i = 0; i < framesPerClip; i++) {
      float position = position(i, (float) start, (float) end);
      positions[i] = (int) Math.min(Math.max(position, 0), count - 1);
    }
    return positions;
  }

  /** Position i of T in single precision, each half from its own end, as PyTorch's linspace. */
  private float position(int i, float start, float end) {
    if (framesPerClip == 1) {
      return start;
    }
    float step = (end - start) / (framesPerClip - 1);
    return i < framesPerClip / 2 ? start + i * step : end - (framesPerClip - 1 - i) * step;
  }
}
