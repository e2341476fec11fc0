package io.kinespark.models.checkpoint;

/** Widens 16-bit floating-point values exactly. */
final class HalfPrecision {
  private static final int EXPONENT_MASK = 0x1f;
  private static final int MANTISSA_BITS = 10;
  private static final int MANTISSA_MASK = 0x3ff;

  private HalfPrecision() {}

  static float fromFloat16(short bits) {
    int exponent = bits >> MANTISSA_BITS & EXPONENT_MASK;
    int mantissa = bits & MANTISSA_MASK;
    float magnitude;
    if (exponent == EXPONENT_MASK) {
      magnitude = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      magnitude = mantissa * 0x1p-24f;
    } else {
      magnitude = Math.scalb((MANTISSA_MASK + 1 + mantissa) * 0x1p-10f, exponent - 15);
    }
    return bits < 0 ? -magnitude : magnitude;
  }

  static float fromBfloat16(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
