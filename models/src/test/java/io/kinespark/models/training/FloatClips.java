package io.kinespark.models.training;

import io.kinespark.models.InputNormalization;
import io.kinespark.models.checkpoint.HostTensor;

/** Does to clips in plain Java what the network does to them on the device. */
final class FloatClips {
  private static final int CHANNELS = 3;

  private FloatClips() {}

  /** The normalised {@code [N, M, 3, H, W]} of a batch. */
  static HostTensor of(ClipBatch batch) {
    InputNormalization normalization = InputNormalization.imageNet();
    int pixels = batch.height() * batch.width();
    int frames = batch.clips() * batch.framesPerClip();
    float[] values = new float[batch.frames().length];
    for (int frame = 0; frame < frames; frame++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        for (int c = 0; c < CHANNELS; c++) {
          int grey = Byte.toUnsignedInt(batch.frames()[(frame * pixels + pixel) * CHANNELS + c]);
          values[(frame * CHANNELS + c) * pixels + pixel] =
              (float) ((grey - normalization.mean().get(c)) / normalization.std().get(c));
        }
      }
    }
    return HostTensor.ofFloats(
        values, batch.clips(), batch.framesPerClip(), CHANNELS, batch.height(), batch.width());
  }

  /** The same clip backwards. */
  static ClipBatch reversedInTime(ClipBatch batch) {
    int frameBytes = batch.height() * batch.width() * CHANNELS;
    byte[] reversed = new byte[batch.frames().length];
    for (int frame = 0; frame < batch.framesPerClip(); frame++) {
      int target = batch.framesPerClip() - 1 - frame;
      System.arraycopy(
          batch.frames(), frame * frameBytes, reversed, target * frameBytes, frameBytes);
    }
    return new ClipBatch(
        reversed,
        batch.clips(),
        batch.framesPerClip(),
        batch.height(),
        batch.width(),
        batch.targets());
  }
}
