package io.kinespark.models.nn;

import io.kinespark.models.Precision;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Where a network's tensors live and in which precision. */
public final class TensorSpace {
  private final Precision precision;
  private final String device;

  /**
   * A space on one device.
   *
   * @param precision of parameters and activations
   * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
   * @throws IllegalArgumentException if this machine or this build of libtorch does not have the
   *     device
   */
  public TensorSpace(Precision precision, String device) {
    this.precision = precision;
    this.device = device;
    if (device.startsWith("cuda")) {
      requireCuda(device);
    }
  }

  /**
   * A space of tensors that have shapes but neither values nor memory (libtorch's device {@code
   * meta}): whole networks run in it, to find out what they would compute.
   */
  public static TensorSpace symbolic() {
    return new TensorSpace(Precision.FLOAT32, "meta");
  }

  private static void requireCuda(String device) {
    if (!torch.cuda_is_available()) {
      throw new IllegalArgumentException(
          "device '%s' is not available: no CUDA driver or a CPU build of libtorch; use device cpu or the GPU artifacts"
              .formatted(device));
    }
    int count = torch.cuda_device_count();
    int index = device.equals("cuda") ? 0 : Integer.parseInt(device.substring("cuda:".length()));
    if (index >= count) {
      throw new IllegalArgumentException(
          "device '%s' does not exist: this machine has %d CUDA devices, numbered from 0"
              .formatted(device, count));
    }
  }

  /** The precision of parameters and activations. */
  public Precision precision() {
    return precision;
  }

  /** libtorch's name of {@link #precision()}. */
  public ScalarType scalarType() {
    return switch (precision) {
      case FLOAT32 -> ScalarType.Float;
      case FLOAT64 -> ScalarType.Double;
    };
  }

  /** Whether tensors are in the host's memory. */
  public boolean onHost() {
    return device.equals("cpu");
  }

  /** A new tensor of zeros, owned by the current {@code PointerScope}. */
  public Tensor zeros(long... shape) {
    TensorOptions options =
        new TensorOptions()
            .dtype(new ScalarTypeOptional(scalarType()))
            .device(new DeviceOptional(new Device(device)));
    return torch.zeros(shape, options);
  }

  /** {@code tensor} moved to this space's device, in its own type. */
  public Tensor place(Tensor tensor) {
    return onHost() ? tensor : tensor.to(new Device(device), tensor.scalar_type());
  }

  /**
   * {@code tensor} moved to this space's device and converted to its precision; strides are kept.
   */
  public Tensor convert(Tensor tensor) {
    return onHost() ? tensor.to(scalarType()) : tensor.to(new Device(device), scalarType());
  }
}
