package io.kinespark.models.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A tensor in the Java heap: row-major, little-endian bytes, a type and a shape. Immutable. */
public final class HostTensor {
  private final ElementType type;
  private final long[] shape;
  private final byte[] bytes;

  private HostTensor(ElementType type, byte[] bytes, long[] shape) {
    this.type = type;
    this.shape = shape;
    this.bytes = bytes;
    long expected = Math.multiplyExact(count(shape), (long) type.bytes());
    if (expected != bytes.length) {
      throw new IllegalArgumentException(
          "a tensor of %s %s needs %d bytes, not %d"
              .formatted(type.code(), Arrays.toString(shape), expected, bytes.length));
    }
  }

  /**
   * A tensor over {@code bytes}, which must not change afterwards.
   *
   * @throws IllegalArgumentException if the number of bytes does not fit type and shape
   */
  public static HostTensor of(ElementType type, byte[] bytes, long... shape) {
    return new HostTensor(type, bytes, shape.clone());
  }

  /** A single-precision tensor. */
  public static HostTensor ofFloats(float[] values, long... shape) {
    byte[] bytes = bytesFor(values.length, ElementType.FLOAT32);
    littleEndian(bytes).asFloatBuffer().put(values);
    return of(ElementType.FLOAT32, bytes, shape);
  }

  /** A double-precision tensor. */
  public static HostTensor ofDoubles(double[] values, long... shape) {
    byte[] bytes = bytesFor(values.length, ElementType.FLOAT64);
    littleEndian(bytes).asDoubleBuffer().put(values);
    return of(ElementType.FLOAT64, bytes, shape);
  }

  /** A tensor of 64-bit integers. */
  public static HostTensor ofLongs(long[] values, long... shape) {
    byte[] bytes = bytesFor(values.length, ElementType.INT64);
    littleEndian(bytes).asLongBuffer().put(values);
    return of(ElementType.INT64, bytes, shape);
  }

  private static byte[] bytesFor(int values, ElementType type) {
    return new byte[Math.multiplyExact(values, type.bytes())];
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long count(long... shape) {
    long count = 1;
    for (long extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException(
            "shape %s has a negative extent".formatted(Arrays.toString(shape)));
      }
      count = Math.multiplyExact(count, extent);
    }
    return count;
  }

  /** The elements' type. */
  public ElementType type() {
    return type;
  }

  /** The shape; empty for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  /** How many elements there are. */
  public int elementCount() {
    return bytes.length / type.bytes();
  }

  /** The bytes, little-endian and read-only. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The same elements in another shape. */
  public HostTensor reshape(long... newShape) {
    return of(type, bytes, newShape);
  }

  /** The elements in single precision. */
  public float[] toFloats() {
    float[] values = new float[elementCount()];
    ByteBuffer buffer = buffer();
    if (type == ElementType.FLOAT32) {
      buffer.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) element(buffer, i);
    }
    return values;
  }

  /** The elements in double precision. */
  public double[] toDoubles() {
    double[] values = new double[elementCount()];
    ByteBuffer buffer = buffer();
    for (int i = 0; i < values.length; i++) {
      values[i] = element(buffer, i);
    }
    return values;
  }

  /**
   * The elements as 64-bit integers.
   *
   * @throws IllegalStateException if they are not integers
   */
  public long[] toLongs() {
    long[] values = new long[elementCount()];
    ByteBuffer buffer = buffer();
    for (int i = 0; i < values.length; i++) {
      values[i] = integer(buffer, i);
    }
    return values;
  }

  private double element(ByteBuffer buffer, int index) {
    int at = index * type.bytes();
    return switch (type) {
      case FLOAT32 -> buffer.getFloat(at);
      case FLOAT64 -> buffer.getDouble(at);
      case FLOAT16 -> HalfPrecision.fromFloat16(buffer.getShort(at));
      case BFLOAT16 -> HalfPrecision.fromBfloat16(buffer.getShort(at));
      case BOOL, UINT8, INT8, INT16, UINT16, INT32, UINT32, INT64, UINT64 -> integer(buffer, index);
    };
  }

  private long integer(ByteBuffer buffer, int index) {
    int at = index * type.bytes();
    return switch (type) {
      case BOOL, UINT8 -> Byte.toUnsignedLong(buffer.get(at));
      case INT8 -> buffer.get(at);
      case INT16 -> buffer.getShort(at);
      case UINT16 -> Short.toUnsignedLong(buffer.getShort(at));
      case INT32 -> buffer.getInt(at);
      case UINT32 -> Integer.toUnsignedLong(buffer.getInt(at));
      case INT64, UINT64 -> buffer.getLong(at);
      case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
          throw new IllegalStateException(
              "a tensor of %s holds no integers".formatted(type.code()));
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostTensor that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return type.code() + Arrays.toString(shape);
  }
}
