package io.kinespark.preprocessing.manifest;

import io.kinespark.preprocessing.video.DecodeReport;
import java.io.Serializable;

/**
 * What decoding a video showed, or what is stored of it.
 *
 * @param frames number of frames, 0 while not known
 * @param fps frames a second
 * @param width picture width in pixels
 * @param height picture height in pixels
 * @param codec name of the codec, such as {@code h264} or {@code mjpeg}
 * @param decodeErrors errors that decoding met, above 0 only for a damaged video that the damage
 *     policy keeps
 */
public record VideoFacts(
    int frames, double fps, int width, int height, String codec, int decodeErrors)
    implements Serializable {

  /** Nothing is known yet. */
  public static final VideoFacts UNKNOWN = new VideoFacts(0, 0, 0, 0, "", 0);

  /**
   * The facts of a decoded video.
   *
   * @param report of a pass over the whole video
   * @return the facts
   * @throws IllegalArgumentException if the pass stopped before the end
   */
  public static VideoFacts of(DecodeReport report) {
    if (!report.complete()) {
      throw new IllegalArgumentException("Not decoded to the end: " + report);
    }
    return new VideoFacts(
        report.decodedFrames(),
        report.fps(),
        report.width(),
        report.height(),
        report.codec(),
        report.decodeErrors());
  }

  /**
   * The same facts at another rate.
   *
   * @param rate frames a second
   * @return a copy
   */
  public VideoFacts withFps(double rate) {
    return new VideoFacts(frames, rate, width, height, codec, decodeErrors);
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
