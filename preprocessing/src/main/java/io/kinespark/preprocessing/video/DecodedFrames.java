package io.kinespark.preprocessing.video;

import java.util.List;

/**
 * Frames read from a video.
 *
 * @param frames one frame for each index asked for, in that order; equal indices share one object
 * @param report what decoding showed
 */
public record DecodedFrames(List<RgbFrame> frames, DecodeReport report) {

  /** Keeps an immutable copy of the list. */
  public DecodedFrames {
    frames = List.copyOf(frames);
  }
}
