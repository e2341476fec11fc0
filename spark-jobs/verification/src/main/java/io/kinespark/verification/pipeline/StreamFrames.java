package io.kinespark.verification.pipeline;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.verification.reference.FillRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames whose pixels are a stream of the fill rule, {@code floor((u + 1) * 128)} row by row. What
 * the three channels mean is the case's matter; resizing and cropping treat them alike.
 */
final class StreamFrames {
  private static final int CHANNELS = 3;

  private StreamFrames() {}

  /** Frames that follow each other in one stream. */
  static List<RgbFrame> of(String stream, int frames, FrameSize size) {
    byte[] pixels = pixels(stream, frames * size.rgbBytes());
    List<RgbFrame> cut = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      int from = f * size.rgbBytes();
      cut.add(new RgbFrame(size, Arrays.copyOfRange(pixels, from, from + size.rgbBytes())));
    }
    return cut;
  }

  /** The frames of a shape {@code [frames, H, W, 3]}. */
  static List<RgbFrame> of(String stream, int... shape) {
    if (shape.length != 4 || shape[3] != CHANNELS) {
      throw new IllegalArgumentException(
          "frames of shape %s; it must be [frames, H, W, 3]".formatted(Arrays.toString(shape)));
    }
    return of(stream, shape[0], new FrameSize(shape[2], shape[1]));
  }

  private static byte[] pixels(String stream, int count) {
    float[] draws = FillRule.uniform(stream, count);
    byte[] pixels = new byte[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = (byte) Math.floor((draws[i] + 1) * 128);
    }
    return pixels;
  }
}
