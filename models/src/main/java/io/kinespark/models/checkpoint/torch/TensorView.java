package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.ElementType;
import io.kinespark.models.checkpoint.HostTensor;
import java.util.List;
import java.util.Optional;

/**
 * A tensor as PyTorch pickles it: a strided view of a storage. It is checked to lie within what the
 * storage is said to hold.
 *
 * @param storage the elements
 * @param type of the elements
 * @param offset storage element of the first tensor element
 * @param shape extents
 * @param strides storage elements from one index to the next, 0 for expanded dimensions
 * @param elements how many the shape has
 */
record TensorView(
    StorageRef storage,
    TorchType type,
    long offset,
    List<Long> shape,
    List<Long> strides,
    long elements)
    implements PickleValue {
  /**
   * A view.
   *
   * @throws MalformedPickleException if it is no view of that storage
   */
  static TensorView of(
      StorageRef storage, TorchType type, long offset, List<Long> shape, List<Long> strides)
      throws MalformedPickleException {
    if (shape.size() != strides.size()) {
      throw new MalformedPickleException(
          "a tensor has %d extents and %d strides".formatted(shape.size(), strides.size()));
    }
    if (offset < 0
        || shape.stream().anyMatch(extent -> extent < 0)
        || strides.stream().anyMatch(stride -> stride < 0)) {
      throw new MalformedPickleException(
          "a tensor has the impossible offset %d, shape %s or strides %s"
              .formatted(offset, shape, strides));
    }
    try {
      long elements = shape.stream().reduce(1L, Math::multiplyExact);
      if (elements > 0) {
        requireWithin(storage, type, lastElement(offset, shape, strides));
      }
      return new TensorView(storage, type, offset, shape, strides, elements);
    } catch (ArithmeticException e) {
      MalformedPickleException impossible =
          new MalformedPickleException("a tensor has the impossible shape %s".formatted(shape));
      impossible.initCause(e);
      throw impossible;
    }
  }

  private static long lastElement(long offset, List<Long> shape, List<Long> strides) {
    long last = offset;
    for (int i = 0; i < shape.size(); i++) {
      last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
    }
    return last;
  }

  private static void requireWithin(StorageRef storage, TorchType type, long last)
      throws MalformedPickleException {
    long end = Math.multiplyExact(Math.addExact(last, 1), (long) type.bytes());
    if (end > storage.length() * storage.type().bytes()) {
      throw new MalformedPickleException(
          "a tensor reaches to byte %d of storage '%s', which has %d"
              .formatted(
                  end, Shown.name(storage.key()), storage.length() * storage.type().bytes()));
    }
  }

  /** Bytes that the tensor takes in memory. */
  long bytes() {
    return Math.multiplyExact(elements, (long) type.bytes());
  }

  /**
   * The tensor in row-major order.
   *
   * @param elementType what {@link #type} is on the host
   * @param bytes the whole storage, which the tensor may keep
   */
  HostTensor gather(ElementType elementType, byte[] bytes) {
    long[] extents = shape.stream().mapToLong(Long::longValue).toArray();
    int begin = (int) (storage.begin() * storage.type().bytes() + offset * type.bytes());
    if (elements == 0) {
      return HostTensor.of(elementType, new byte[0], extents);
    }
    if (!isRowMajor()) {
      return HostTensor.of(elementType, new StridedCopy(this, bytes, begin).toBytes(), extents);
    }
    int length = (int) bytes();
    if (length == bytes.length) {
      return HostTensor.of(elementType, bytes, extents);
    }
    byte[] part = new byte[length];
    System.arraycopy(bytes, begin, part, 0, length);
    return HostTensor.of(elementType, part, extents);
  }

  private boolean isRowMajor() {
    long expected = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      if (shape.get(i) != 1 && strides.get(i) != expected) {
        return false;
      }
      expected *= shape.get(i);
    }
    return true;
  }

  /** Why the tensor cannot be read, if so. */
  Optional<String> obstacle() {
    return type.elementType().isPresent()
        ? Optional.empty()
        : Optional.of("its type is torch." + type.dtype());
  }

  @Override
  public String describe() {
    return "a tensor";
  }
}
