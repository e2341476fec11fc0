package io.kinespark.models.nn;

import io.kinespark.models.InputNormalization;
import io.kinespark.models.checkpoint.HostTensor;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * {@code (x - mean) / std} per channel, on the device (mmaction2 {@code ActionDataPreprocessor}).
 */
public final class FrameNormalizer {
  private static final int CHANNELS = 3;

  private final TensorSpace space;
  private final InputNormalization normalization;

  /** A normaliser with these constants. */
  public FrameNormalizer(TensorSpace space, InputNormalization normalization) {
    this.space = space;
    this.normalization = normalization;
  }

  /**
   * The normalised frames in the network's precision and the memory layout of {@code frames}.
   *
   * @param frames {@code [N, 3, H, W]} unsigned bytes on the network's device
   */
  public Tensor forward(Tensor frames) {
    return space
        .convert(frames)
        .sub_(perChannel(normalization.mean()))
        .div_(perChannel(normalization.std()));
  }

  private Tensor perChannel(List<Double> values) {
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    return space
        .convert(HostTransfer.fromHost(HostTensor.ofDoubles(array, CHANNELS)))
        .view(1, CHANNELS, 1, 1);
  }
}
