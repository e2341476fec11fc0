package io.kinespark.spark.bigdl;

import com.intel.analytics.bigdl.tensor.Storage;
import com.intel.analytics.bigdl.tensor.Tensor;
import com.intel.analytics.bigdl.tensor.Tensor$;
import com.intel.analytics.bigdl.tensor.TensorNumericMath$TensorNumeric$NumericFloat$;
import com.intel.analytics.bigdl.tensor.TensorNumericMath.TensorNumeric;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The evidence that BigDL's Scala signatures ask for, and flat tensors as Java arrays. */
final class Numeric {

  private Numeric() {}

  /** The class tag of Scala's primitive {@code Float}. */
  @SuppressWarnings("unchecked") // Scala's Float is erased to Object in Java's eyes.
  static ClassTag<Float> floatTag() {
    return (ClassTag<Float>) (ClassTag<?>) ClassTag$.MODULE$.Float();
  }

  /** BigDL's arithmetic on {@code Float}. */
  @SuppressWarnings("unchecked") // The same erasure.
  static TensorNumeric<Float> floatMath() {
    return (TensorNumeric<Float>)
        (TensorNumeric<?>) TensorNumericMath$TensorNumeric$NumericFloat$.MODULE$;
  }

  /** A class tag of any reference type. */
  static <T> ClassTag<T> tag(Class<T> type) {
    return ClassTag$.MODULE$.apply(type);
  }

  /** A one-dimensional tensor of zeros. */
  static Tensor<Float> flat(int length) {
    return Tensor$.MODULE$.<Float>apply(length, floatTag(), floatMath());
  }

  /** The array behind a contiguous tensor; its values begin at {@link #offset}. */
  static float[] array(Tensor<Float> tensor) {
    Storage<Float> storage = tensor.storage();
    return (float[]) storage.array();
  }

  /** 0-based index of a tensor's first value in {@link #array}. */
  static int offset(Tensor<Float> tensor) {
    return tensor.storageOffset() - 1;
  }
}
