package io.kinespark.preprocessing.video;

import java.io.Serializable;

/**
 * What decoding one video showed.
 *
 * @param video name of the video
 * @param decodedFrames frames that were decoded, up to where decoding stopped
 * @param decodeErrors packets that did not decode and frames that the codec marked as damaged
 * @param firstError the first of them in words, empty if there was none
 * @param complete true if the end of the stream was reached, false if decoding stopped at the last
 *     frame that was asked for
 * @param headerFrames frame count of the container's header, {@link #UNKNOWN} if it has none; it is
 *     often wrong and never used for sampling
 * @param width width in pixels of the pictures as they are presented
 * @param height height in pixels of the pictures as they are presented
 * @param fps frames a second: the header's average where it is within 10 % of what the decoded
 *     frames' time stamps show, else what those show
 * @param durationSeconds playing time of the decoded frames
 * @param headerSeconds playing time that the header declares, 0 if it does not
 * @param codec FFmpeg's name of the codec, such as {@code h264}
 * @param rotationDegrees counter-clockwise degrees of the display matrix, as ffprobe prints them
 * @param pixelAspect width over height of a stored pixel, 1 where the stream does not say
 * @param stamps time stamps of the decoded frames
 */
public record DecodeReport(
    String video,
    int decodedFrames,
    int decodeErrors,
    String firstError,
    boolean complete,
    long headerFrames,
    int width,
    int height,
    double fps,
    double durationSeconds,
    double headerSeconds,
    String codec,
    int rotationDegrees,
    double pixelAspect,
    FrameStamps stamps)
    implements Serializable {

  /** A header count that is not there. */
  public static final long UNKNOWN = -1;

  /**
   * Size of the pictures as they are presented.
   *
   * @return width and height
   */
  public FrameSize size() {
    return new FrameSize(width, height);
  }
}
