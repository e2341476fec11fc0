package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.EncodeOptions.Codec;
import java.io.Serializable;
import java.util.Objects;

/** What is stored of a video. */
public sealed interface Storage extends Serializable {

  /** The video file as it is: nothing is lost; reading decodes from its beginning. */
  record Original() implements Storage {}

  /**
   * Every frame as a JPEG file: reading 8 frames reads and decodes 8 frames.
   *
   * @param reduction how large and how many frames are
   * @param quality 1 (smallest) to 100 (best)
   */
  record Jpeg(Reduction reduction, int quality) implements Storage {

    /** Checks the quality. */
    public Jpeg {
      Objects.requireNonNull(reduction, "reduction");
      if (quality < 1 || quality > 100) {
        throw new IllegalArgumentException("JPEG quality is 1 to 100, not " + quality);
      }
    }
  }

  /**
   * An mp4 file with short groups of pictures: a fraction of the bytes of JPEG files; reading 8
   * frames reads and decodes parts of 8 groups.
   *
   * @param reduction how large and how many frames are
   * @param codec how they are encoded
   * @param gop frames from one key frame to the next, at least 1
   * @param quantiser 1 (best) to the codec's coarsest
   */
  record Encoded(Reduction reduction, Codec codec, int gop, int quantiser) implements Storage {

    /** Checks the ranges. */
    public Encoded {
      Objects.requireNonNull(reduction, "reduction");
      Objects.requireNonNull(codec, "codec");
      if (gop < 1 || quantiser < 1 || quantiser > codec.coarsest()) {
        throw new IllegalArgumentException(
            "gop %d, quantiser %d are not in the range of %s".formatted(gop, quantiser, codec));
      }
    }

    EncodeOptions at(double fps) {
      return new EncodeOptions(codec, fps, gop, quantiser);
    }
  }
}
