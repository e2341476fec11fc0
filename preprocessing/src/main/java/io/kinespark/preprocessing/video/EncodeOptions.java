package io.kinespark.preprocessing.video;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a video is encoded.
 *
 * @param codec which codec
 * @param fps frames a second, above 0
 * @param gop frames from one key frame to the next, at least 1; short groups make reading single
 *     frames cheap
 * @param bitRate bits a second, at least 1
 */
public record EncodeOptions(Codec codec, double fps, int gop, int bitRate) implements Serializable {

  /** Codecs that the LGPL build of FFmpeg can write. */
  public enum Codec {
    /** H.264 by OpenH264. */
    H264,
    /** MPEG-4 part 2. */
    MPEG4
  }

  /** Checks the ranges. */
  public EncodeOptions {
    Objects.requireNonNull(codec, "codec");
    if (!(fps > 0) || gop < 1 || bitRate < 1) {
      throw new IllegalArgumentException(
          "Bad encoder options: fps %s, gop %d, bitRate %d".formatted(fps, gop, bitRate));
    }
  }

  /**
   * H.264 with a key frame every 16 frames and 2 Mbit/s.
   *
   * @param fps frames a second
   * @return the options
   */
  public static EncodeOptions h264(double fps) {
    return new EncodeOptions(Codec.H264, fps, 16, 2_000_000);
  }

  /**
   * MPEG-4 part 2 with a key frame every 16 frames and 2 Mbit/s.
   *
   * @param fps frames a second
   * @return the options
   */
  public static EncodeOptions mpeg4(double fps) {
    return new EncodeOptions(Codec.MPEG4, fps, 16, 2_000_000);
  }
}
