package io.kinespark.models.training;

import java.util.Arrays;

/**
 * Samples of equal size as they leave the data pipeline.
 *
 * @param frames {@code [N, M, H, W, 3]} unsigned RGB bytes, row-major; not copied, must not change
 *     while in use
 * @param clips N, samples in the batch
 * @param framesPerClip M = views * T, frames of each sample
 * @param height H in pixels
 * @param width W in pixels
 * @param labels one class index per sample, or none at all for prediction
 */
@SuppressWarnings("ArrayRecordComponent") // a bulk buffer; equality is by content
public record ClipBatch(
    byte[] frames, int clips, int framesPerClip, int height, int width, int[] labels) {
  private static final int CHANNELS = 3;

  /** Checks that the parts fit each other. */
  public ClipBatch {
    if (clips < 1 || framesPerClip < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a batch of %d clips of %d frames of %dx%d pixels is empty"
              .formatted(clips, framesPerClip, height, width));
    }
    long expected =
        Math.multiplyExact(
            Math.multiplyExact((long) clips * framesPerClip, (long) height * width),
            (long) CHANNELS);
    if (frames.length != expected) {
      throw new IllegalArgumentException(
          "%d clips of %d frames of %dx%d RGB pixels need %d bytes, not %d"
              .formatted(clips, framesPerClip, height, width, expected, frames.length));
    }
    if (labels.length != 0 && labels.length != clips) {
      throw new IllegalArgumentException(
          "%d labels for %d clips; give one for each, or none for prediction"
              .formatted(labels.length, clips));
    }
    labels = labels.clone();
  }

  /** A batch for prediction. */
  public static ClipBatch unlabelled(
      byte[] frames, int clips, int framesPerClip, int height, int width) {
    return new ClipBatch(frames, clips, framesPerClip, height, width, new int[0]);
  }

  @Override
  public int[] labels() {
    return labels.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClipBatch that
        && clips == that.clips
        && framesPerClip == that.framesPerClip
        && height == that.height
        && width == that.width
        && Arrays.equals(labels, that.labels)
        && Arrays.equals(frames, that.frames);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(frames) + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return "%d clips of %d frames of %dx%d".formatted(clips, framesPerClip, height, width);
  }
}
