package io.kinespark.preprocessing.video;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** FFmpeg's return codes in words. */
final class FfmpegError {

  /** FFmpeg's negated {@code EAGAIN} on Linux: nothing to give before there is more input. */
  static final int AGAIN = -11;

  private FfmpegError() {}

  static String describe(int code) {
    byte[] text = new byte[256];
    av_strerror(code, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8) + " (" + code + ")";
  }
}
