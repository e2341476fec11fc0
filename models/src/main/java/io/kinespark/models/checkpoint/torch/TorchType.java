package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.ElementType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * PyTorch's element types, with the storage class that typed storages have in pickles. Types
 * without an {@link ElementType} are recognised but their tensors cannot be read.
 */
enum TorchType {
  FLOAT32("FloatStorage", ElementType.FLOAT32),
  FLOAT64("DoubleStorage", ElementType.FLOAT64),
  FLOAT16("HalfStorage", ElementType.FLOAT16),
  BFLOAT16("BFloat16Storage", ElementType.BFLOAT16),
  INT64("LongStorage", ElementType.INT64),
  INT32("IntStorage", ElementType.INT32),
  INT16("ShortStorage", ElementType.INT16),
  INT8("CharStorage", ElementType.INT8),
  UINT8("ByteStorage", ElementType.UINT8),
  BOOL("BoolStorage", ElementType.BOOL),
  /** Written without a storage class of its own, as the next two. */
  UINT16("", ElementType.UINT16),
  UINT32("", ElementType.UINT32),
  UINT64("", ElementType.UINT64),
  FLOAT8_E4M3FN("", 1),
  FLOAT8_E5M2("", 1),
  FLOAT8_E4M3FNUZ("", 1),
  FLOAT8_E5M2FNUZ("", 1),
  COMPLEX64("ComplexFloatStorage", 8),
  COMPLEX128("ComplexDoubleStorage", 16),
  QINT8("QInt8Storage", 1),
  QUINT8("QUInt8Storage", 1),
  QINT32("QInt32Storage", 4),
  QUINT4X2("QUInt4x2Storage", 1),
  QUINT2X4("QUInt2x4Storage", 1);

  private final String storageClass;
  private final Optional<ElementType> elementType;
  private final int bytes;

  TorchType(String storageClass, ElementType elementType) {
    this.storageClass = storageClass;
    this.elementType = Optional.of(elementType);
    this.bytes = elementType.bytes();
  }

  TorchType(String storageClass, int bytes) {
    this.storageClass = storageClass;
    this.elementType = Optional.empty();
    this.bytes = bytes;
  }

  /** The name in module {@code torch}, such as {@code float32}. */
  String dtype() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The class of its storages in module {@code torch}, if it has one. */
  Optional<String> storageClass() {
    return storageClass.isEmpty() ? Optional.empty() : Optional.of(storageClass);
  }

  /** What its elements are on the host, if they can be read. */
  Optional<ElementType> elementType() {
    return elementType;
  }

  /** Bytes of one element. */
  int bytes() {
    return bytes;
  }

  /** The type of those elements; every {@link ElementType} has one. */
  static TorchType of(ElementType type) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.elementType.filter(type::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }
}
