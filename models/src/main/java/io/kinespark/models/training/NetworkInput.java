package io.kinespark.models.training;

import io.kinespark.models.InputNormalization;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.FrameNormalizer;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.TensorSpace;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** Moves clips to the device and makes the network's input {@code [N*M, 3, H, W]} of them. */
final class NetworkInput {
  private static final int CHANNELS = 3;
  private static final int RANK = 5;

  private final TensorSpace space;
  private final FrameNormalizer normalizer;

  NetworkInput(TensorSpace space, InputNormalization normalization) {
    this.space = space;
    this.normalizer = new FrameNormalizer(space, normalization);
  }

  /**
   * Normalised frames in channels-last layout, which {@code [N, M, H, W, 3]} bytes have already.
   */
  Tensor of(ClipBatch batch) {
    Tensor bytes =
        HostTransfer.fromBytes(
            batch.frames(),
            (long) batch.clips() * batch.framesPerClip(),
            batch.height(),
            batch.width(),
            CHANNELS);
    return normalizer.forward(space.place(bytes).permute(0, 3, 1, 2));
  }

  /** Frames that are normalised already, {@code [N, M, 3, H, W]}. */
  Tensor of(HostTensor input) {
    long[] shape = input.shape();
    if (shape.length != RANK || shape[2] != CHANNELS) {
      throw new IllegalArgumentException(
          "input of shape %s; it must be [N, M, 3, H, W]".formatted(Arrays.toString(shape)));
    }
    Tensor frames = space.convert(HostTransfer.fromHost(input));
    return frames.view(shape[0] * shape[1], CHANNELS, shape[3], shape[4]);
  }
}
