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
 * @param targets what to recognise in each sample, or in none at all for prediction
 */
@SuppressWarnings("ArrayRecordComponent") // a bulk buffer; equality is by content
public record ClipBatch(
    byte[] frames, int clips, int framesPerClip, int height, int width, ClassTargets targets) {
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
    if (targets.clips() != 0 && targets.clips() != clips) {
      throw new IllegalArgumentException(
          "targets of %d clips for %d; give them for each, or none for prediction"
              .formatted(targets.clips(), clips));
    }
  }

  /** A batch for prediction. */
  public static ClipBatch unlabelled(
      byte[] frames, int clips, int framesPerClip, int height, int width) {
    return new ClipBatch(frames, clips, framesPerClip, height, width, ClassTargets.none());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClipBatch that
        && clips == that.clips
        && framesPerClip == that.framesPerClip
        && height == that.height
        && width == that.width
        && targets.equals(that.targets)
        && Arrays.equals(frames, that.frames);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(frames) + targets.hashCode();
  }

  @Override
  public String toString() {
    return "%d clips of %d frames of %dx%d".formatted(clips, framesPerClip, height, width);
  }
}
