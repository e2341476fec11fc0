package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import java.util.Arrays;

/**
 * Black at the right and below pictures, so that they have another size ({@code Pad} of {@code
 * whwu95/DSANet}).
 *
 * @param picture size of the pictures
 * @param padded size with the black, not smaller
 */
record Padding(FrameSize picture, FrameSize padded) {

  private static final int CHANNELS = 3;

  Padding {
    if (padded.width() < picture.width() || padded.height() < picture.height()) {
      throw new IllegalArgumentException(picture + " is not padded to " + padded);
    }
  }

  /** Sides of which each is a multiple of a number. */
  static FrameSize toMultiple(FrameSize size, int of) {
    return new FrameSize(roundUp(size.width(), of), roundUp(size.height(), of));
  }

  private static int roundUp(int side, int of) {
    return Math.multiplyExact((side - 1) / of + 1, of);
  }

  /** Moves pictures that lie one after the other apart, in place, and fills what is between. */
  void apply(byte[] rgb, int offset, int pictures) {
    if (picture.equals(padded)) {
      return;
    }
    int from = picture.width() * CHANNELS;
    int to = padded.width() * CHANNELS;
    // From the last row on, since rows move towards the end.
    for (int p = pictures - 1; p >= 0; p--) {
      int target = offset + p * padded.rgbBytes();
      int source = offset + p * picture.rgbBytes();
      int below = target + picture.height() * to;
      Arrays.fill(rgb, below, target + padded.rgbBytes(), (byte) 0);
      for (int y = picture.height() - 1; y >= 0; y--) {
        int row = target + y * to;
        System.arraycopy(rgb, source + y * from, rgb, row, from);
        Arrays.fill(rgb, row + from, row + to, (byte) 0);
      }
    }
  }
}
