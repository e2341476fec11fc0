package io.kinespark.preprocessing.testing;

import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Clips whose frames tell their index: a background whose brightness encodes it, and a bright
 * square that wanders to the right.
 */
public final class GeneratedClips {

  private static final int DARKEST = 40;
  private static final int STEP = 5;

  private GeneratedClips() {}

  /** Frame {@code index} of a clip; indices 0 to 35 are told apart. */
  public static RgbFrame frame(FrameSize size, int index) {
    byte[] rgb = new byte[size.rgbBytes()];
    int square = size.height() / 4;
    int left = index * 2 % (size.width() - square);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        boolean inside = x >= left && x < left + square && y < square;
        int at = 3 * (y * size.width() + x);
        rgb[at] = (byte) (inside ? 250 : DARKEST + STEP * index);
        rgb[at + 1] = (byte) (inside ? 30 : DARKEST + STEP * index);
        rgb[at + 2] = (byte) (inside ? 30 : DARKEST + STEP * index);
      }
    }
    return new RgbFrame(size, rgb);
  }

  /** The index of a frame, read off the lower half of its picture. */
  public static int indexOf(RgbFrame frame) {
    byte[] rgb = frame.rgb();
    double mean =
        IntStream.range(rgb.length / 2, rgb.length).map(i -> rgb[i] & 0xff).average().orElseThrow();
    return (int) Math.round((mean - DARKEST) / STEP);
  }

  /** Writes a clip. */
  public static Path write(Path file, FrameSize size, int frames, EncodeOptions options)
      throws IOException {
    return Files.write(file, encode(extension(file), size, frames, options));
  }

  /** The bytes of a clip. */
  public static byte[] encode(String container, FrameSize size, int frames, EncodeOptions options)
      throws IOException {
    try (VideoEncoder encoder = VideoEncoder.open(container, size, options)) {
      for (int i = 0; i < frames; i++) {
        encoder.write(frame(size, i));
      }
      return encoder.finish();
    }
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
