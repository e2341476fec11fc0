package io.kinespark.preprocessing.video;

import java.io.Serializable;
import java.util.Base64;

/**
 * What a decoder has to know before the first packet.
 *
 * @param codec FFmpeg's name of the codec, such as {@code h264}
 * @param base64 the codec's parameter sets as the container keeps them, in Base64; empty if the
 *     packets bring their own
 */
public record CodecHeader(String codec, String base64) implements Serializable {

  static CodecHeader of(String codec, byte[] parameterSets) {
    return new CodecHeader(codec, Base64.getEncoder().encodeToString(parameterSets));
  }

  byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }
}
