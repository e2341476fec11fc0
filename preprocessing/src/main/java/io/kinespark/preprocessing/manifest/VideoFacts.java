package io.kinespark.preprocessing.manifest;

import io.kinespark.preprocessing.video.DecodeReport;
import io.kinespark.preprocessing.video.FrameTimes;
import java.io.Serializable;
import java.util.Objects;

/**
 * What decoding a video showed, or what is stored of it.
 *
 * @param frames number of frames, 0 while not known
 * @param fps frames a second of the sample, which is the whole video or a segment of it
 * @param width picture width in pixels
 * @param height picture height in pixels
 * @param codec name of the codec, such as {@code h264} or {@code mjpeg}
 * @param decodeErrors errors that decoding met, above 0 only for a damaged video that the damage
 *     policy keeps
 * @param times when the sample's frames are shown, where its rate is not constant
 */
public record VideoFacts(
    int frames, double fps, int width, int height, String codec, int decodeErrors, FrameTimes times)
    implements Serializable {

  /** Nothing is known yet. */
  public static final VideoFacts UNKNOWN = new VideoFacts(0, 0, 0, 0, "", 0);

  /** Checks that nothing is missing. */
  public VideoFacts {
    Objects.requireNonNull(codec, "codec");
    Objects.requireNonNull(times, "times");
  }

  /**
   * Facts of a video of constant rate.
   *
   * @param frames number of frames, 0 while not known
   * @param fps frames a second
   * @param width picture width in pixels
   * @param height picture height in pixels
   * @param codec name of the codec
   * @param decodeErrors errors that decoding met
   */
  public VideoFacts(int frames, double fps, int width, int height, String codec, int decodeErrors) {
    this(frames, fps, width, height, codec, decodeErrors, FrameTimes.EVEN);
  }

  /**
   * The facts of a decoded video.
   *
   * @param report of a pass over the whole video
   * @param used the frames of it that make the sample
   * @return the facts
   * @throws IllegalArgumentException if the pass stopped before the end
   */
  public static VideoFacts of(DecodeReport report, FrameRange used) {
    if (!report.complete()) {
      throw new IllegalArgumentException("Not decoded to the end: " + report);
    }
    return new VideoFacts(
        report.decodedFrames(),
        report.stamps().fps(used.first(), used.count(), report.fps()),
        report.width(),
        report.height(),
        report.codec(),
        report.decodeErrors(),
        report.stamps().times(used.first(), used.count()));
  }

  /**
   * The same facts at another rate.
   *
   * @param rate frames a second
   * @return a copy
   */
  public VideoFacts withFps(double rate) {
    return new VideoFacts(frames, rate, width, height, codec, decodeErrors, times);
  }

  /**
   * Tells whether the frame count is known.
   *
   * @return true if it is
   */
  public boolean known() {
    return frames > 0;
  }
}
