package io.kinespark.models.nn;

import io.kinespark.models.checkpoint.ElementType;
import io.kinespark.models.checkpoint.HostTensor;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Copies between native tensors and the Java heap. The native side ends with the caller's {@code
 * PointerScope}.
 */
public final class HostTransfer {
  private HostTransfer() {}

  /**
   * Copies the elements of {@code tensor}, in row-major order, to {@code target} from {@code
   * offset} on.
   */
  public static void toFloats(Tensor tensor, float[] target, int offset) {
    Tensor host = tensor.cpu().to(ScalarType.Float).contiguous();
    host.data_ptr_float().get(target, offset, Math.toIntExact(host.numel()));
  }

  /** The elements of {@code tensor} in row-major order. */
  public static double[] toDoubles(Tensor tensor) {
    Tensor host = tensor.cpu().to(ScalarType.Double).contiguous();
    double[] values = new double[Math.toIntExact(host.numel())];
    host.data_ptr_double().get(values);
    return values;
  }

  /**
   * Copies elements of {@code source} from {@code offset} on, in row-major order, into the
   * contiguous {@code target}.
   */
  public static void fromFloats(float[] source, int offset, Tensor target) {
    int count = Math.toIntExact(target.numel());
    if (target.is_cpu() && target.scalar_type() == ScalarType.Float && target.is_contiguous()) {
      target.data_ptr_float().put(source, offset, count);
      return;
    }
    Tensor staged = torch.empty(new long[] {count}, new TensorOptions(ScalarType.Float), null);
    staged.data_ptr_float().put(source, offset, count);
    target.copy_(staged.view_as(target));
  }

  /**
   * A copy of {@code tensor}, in double precision if it is in double precision and in single
   * precision otherwise.
   */
  public static HostTensor toHost(Tensor tensor) {
    long[] shape = shape(tensor);
    if (tensor.scalar_type() == ScalarType.Double) {
      return HostTensor.ofDoubles(toDoubles(tensor), shape);
    }
    float[] values = new float[Math.toIntExact(tensor.numel())];
    toFloats(tensor, values, 0);
    return HostTensor.ofFloats(values, shape);
  }

  /**
   * A native copy on the host's side: unsigned bytes stay bytes, double precision stays, all else
   * becomes single precision.
   */
  public static Tensor fromHost(HostTensor source) {
    if (source.type() == ElementType.UINT8) {
      byte[] bytes = new byte[source.elementCount()];
      source.buffer().get(bytes);
      return fromBytes(bytes, source.shape());
    }
    if (source.type() == ElementType.FLOAT64) {
      Tensor tensor = torch.empty(source.shape(), new TensorOptions(ScalarType.Double), null);
      tensor.data_ptr_double().put(source.toDoubles());
      return tensor;
    }
    Tensor tensor = torch.empty(source.shape(), new TensorOptions(ScalarType.Float), null);
    tensor.data_ptr_float().put(source.toFloats());
    return tensor;
  }

  /** A native copy of unsigned bytes. */
  public static Tensor fromBytes(byte[] bytes, long... shape) {
    Tensor tensor = torch.empty(shape, new TensorOptions(ScalarType.Byte), null);
    new BytePointer(tensor.data_ptr()).put(bytes, 0, bytes.length);
    return tensor;
  }

  /** A native vector of class labels. */
  public static Tensor labels(int[] labels) {
    long[] values = new long[labels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = labels[i];
    }
    Tensor tensor =
        torch.empty(new long[] {labels.length}, new TensorOptions(ScalarType.Long), null);
    tensor.data_ptr_long().put(values);
    return tensor;
  }

  /** The shape of {@code tensor}. */
  public static long[] shape(Tensor tensor) {
    long[] shape = new long[Math.toIntExact(tensor.dim())];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = tensor.size(i);
    }
    return shape;
  }
}
