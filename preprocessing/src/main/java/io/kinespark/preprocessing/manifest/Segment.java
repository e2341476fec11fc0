package io.kinespark.preprocessing.manifest;

import java.io.Serializable;

/**
 * The stretch of a video that a sample uses. Annotation files give it as times or as frames; once
 * the video has been decoded it is frames, so that every reader sees the same ones.
 */
public sealed interface Segment extends Serializable permits WholeVideo, TimeSpan, FrameRange {

  /** The whole video. */
  Segment WHOLE = new WholeVideo();

  /**
   * Tells whether the segment has begun by the end of a frame's time.
   *
   * @param index 0-based index of the frame
   * @param untilSeconds when the next frame is shown, or the video ends
   * @return true if the frame is the first of the segment, or a later one
   */
  boolean hasBegun(int index, double untilSeconds);

  /**
   * Tells whether the segment is over when a frame is shown.
   *
   * @param index 0-based index of the frame
   * @param seconds when it is shown
   * @return true if neither the frame nor a later one belongs to the segment
   */
  boolean isOver(int index, double seconds);

  /**
   * Tells whether this is the whole video.
   *
   * @return true for {@link #WHOLE}
   */
  boolean isWhole();
}
