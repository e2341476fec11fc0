package io.kinespark.preprocessing.benchmark;

import io.kinespark.preprocessing.video.EncodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * The video that is measured on: the one that the system property {@code benchmark.video} names, or
 * a generated one of 10 s, 340x256, 30 frames a second, H.264.
 */
final class BenchmarkClip {

  private static final FrameSize SIZE = new FrameSize(340, 256);
  private static final int FRAMES = 300;

  private BenchmarkClip() {}

  static Path in(Path folder) throws IOException {
    String given = System.getProperty("benchmark.video", "");
    if (!given.isEmpty()) {
      return Path.of(given).toAbsolutePath();
    }
    EncodeOptions options = new EncodeOptions(EncodeOptions.Codec.H264, 30, 60, 24);
    try (VideoEncoder encoder = VideoEncoder.open("mp4", SIZE, options)) {
      byte[] texture = texture();
      for (int i = 0; i < FRAMES; i++) {
        encoder.write(frame(texture, i));
      }
      return Files.write(folder.resolve("benchmark.mp4"), encoder.finish());
    }
  }

  /** Smooth noise, twice as wide as a frame. */
  private static byte[] texture() {
    byte[] texture = new byte[2 * SIZE.rgbBytes()];
    Random random = new Random(1);
    double[] value = {128, 128, 128};
    for (int i = 0; i < texture.length; i++) {
      value[i % 3] = Math.max(0, Math.min(255, value[i % 3] + 12 * random.nextGaussian()));
      texture[i] = (byte) value[i % 3];
    }
    return texture;
  }

  /** The texture, moving to the left. */
  private static RgbFrame frame(byte[] texture, int index) {
    byte[] rgb = new byte[SIZE.rgbBytes()];
    int row = 3 * SIZE.width();
    for (int y = 0; y < SIZE.height(); y++) {
      System.arraycopy(texture, y * 2 * row + 3 * (index % SIZE.width()), rgb, y * row, row);
    }
    return new RgbFrame(SIZE, rgb);
  }
}
