package io.kinespark.preprocessing.video;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a video is encoded: at constant quality, without B-frames.
 *
 * @param codec which codec
 * @param fps frames a second, above 0
 * @param gop frames from one key frame to the next, at least 1; short groups make reading single
 *     frames cheap
 * @param quantiser the codec's quantiser, 1 (best) to {@link Codec#coarsest}
 */
public record EncodeOptions(Codec codec, double fps, int gop, int quantiser)
    implements Serializable {

  private static final int GOP = 16;

  /** Codecs that the LGPL build of FFmpeg can write. */
  public enum Codec {
    /** H.264 by OpenH264. */
    H264(51),
    /** MPEG-4 part 2. */
    MPEG4(31);

    private final int coarsest;

    Codec(int coarsest) {
      this.coarsest = coarsest;
    }

    /**
     * The quantiser of the smallest files.
     *
     * @return its value
     */
    public int coarsest() {
      return coarsest;
    }
  }

  /** Checks the ranges. */
  public EncodeOptions {
    Objects.requireNonNull(codec, "codec");
    if (!(fps > 0) || gop < 1 || quantiser < 1 || quantiser > codec.coarsest()) {
      throw new IllegalArgumentException(
          "Bad options of an encoder for %s: fps %s, gop %d, quantiser %d"
              .formatted(codec, fps, gop, quantiser));
    }
  }

  /**
   * H.264 with a key frame every 16 frames and quantiser 18.
   *
   * @param fps frames a second
   * @return the options
   */
  public static EncodeOptions h264(double fps) {
    return new EncodeOptions(Codec.H264, fps, GOP, 18);
  }

  /**
   * MPEG-4 part 2 with a key frame every 16 frames and quantiser 2.
   *
   * @param fps frames a second
   * @return the options
   */
  public static EncodeOptions mpeg4(double fps) {
    return new EncodeOptions(Codec.MPEG4, fps, GOP, 2);
  }
}
