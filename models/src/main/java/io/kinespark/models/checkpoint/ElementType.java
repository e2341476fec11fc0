package io.kinespark.models.checkpoint;

import java.util.Arrays;
import java.util.Optional;

/** The types of tensor elements that the safetensors format knows. */
public enum ElementType {
  /** One byte, 0 or 1. */
  BOOL("BOOL", 1),
  /** Unsigned byte. */
  UINT8("U8", 1),
  /** Signed byte. */
  INT8("I8", 1),
  /** 16-bit integer. */
  INT16("I16", 2),
  /** Unsigned 16-bit integer. */
  UINT16("U16", 2),
  /** IEEE half precision. */
  FLOAT16("F16", 2),
  /** The upper half of a single-precision value. */
  BFLOAT16("BF16", 2),
  /** 32-bit integer. */
  INT32("I32", 4),
  /** Unsigned 32-bit integer. */
  UINT32("U32", 4),
  /** IEEE single precision. */
  FLOAT32("F32", 4),
  /** IEEE double precision. */
  FLOAT64("F64", 8),
  /** 64-bit integer. */
  INT64("I64", 8),
  /** Unsigned 64-bit integer; values from 2^63 up are read as negative. */
  UINT64("U64", 8);

  private final String code;
  private final int bytes;

  ElementType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The name in safetensors headers. */
  public String code() {
    return code;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** The type of that name in safetensors headers, if there is one. */
  public static Optional<ElementType> ofCode(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }
}
