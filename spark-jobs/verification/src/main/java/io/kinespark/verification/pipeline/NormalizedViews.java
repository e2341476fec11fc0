package io.kinespark.verification.pipeline;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.preprocessing.video.FrameSize;

/**
 * What a network is given of rendered pictures.
 *
 * @param views pictures' outermost axis
 * @param frames pictures of a view, T
 * @param size of a picture
 * @param mean of each channel in grey levels, in the order of the output's channels
 * @param std of each channel in grey levels, likewise
 * @param reversed whether the pictures' channels are in the opposite order
 */
@SuppressWarnings("ArrayRecordComponent") // three numbers each, never compared
record NormalizedViews(
    int views, int frames, FrameSize size, double[] mean, double[] std, boolean reversed) {
  private static final int CHANNELS = 3;
  private static final int MOST = 255;

  /**
   * Normalises bytes.
   *
   * @param pixels {@code [views, T, H, W, 3]}
   * @return {@code [views, 3, T, H, W]}
   */
  HostTensor of(byte[] pixels) {
    float[] levels = new float[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = pixels[i] & MOST;
    }
    return of(levels);
  }

  /**
   * Normalises grey levels.
   *
   * @param levels {@code [views, T, H, W, 3]}
   * @return {@code [views, 3, T, H, W]}
   */
  HostTensor of(float[] levels) {
    int plane = size.width() * size.height();
    float[] planes = new float[levels.length];
    for (int i = 0; i < levels.length; i++) {
      int channel = reversed ? CHANNELS - 1 - i % CHANNELS : i % CHANNELS;
      int pixel = i / CHANNELS % plane;
      int picture = i / (CHANNELS * plane);
      int row = (picture / frames * CHANNELS + channel) * frames + picture % frames;
      planes[row * plane + pixel] = (float) ((levels[i] - mean[channel]) / std[channel]);
    }
    return HostTensor.ofFloats(planes, views, CHANNELS, frames, size.height(), size.width());
  }
}
