package io.kinespark.models.checkpoint.torch;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a pickle may build: containers, plain values, and tensors that are described but not read.
 *
 * <p>Values may be cyclic and may share parts, so nothing here compares, hashes or prints a
 * container's contents.
 */
sealed interface PickleValue
    permits PickleValue.None,
        PickleValue.Truth,
        PickleValue.Whole,
        PickleValue.Real,
        PickleValue.Text,
        PickleValue.Opaque,
        PickleValue.Tuple,
        PickleList,
        PickleMap,
        Global,
        StorageType,
        ElementTypeName,
        StorageRef,
        TensorView,
        ForeignTensor,
        OldParameter {

  /** What it is, in a word or two, for messages. */
  String describe();

  /** Python's {@code None}. */
  record None() implements PickleValue {
    @Override
    public String describe() {
      return "None";
    }
  }

  /** Python's {@code True} and {@code False}. */
  record Truth(boolean value) implements PickleValue {
    @Override
    public String describe() {
      return "a bool";
    }
  }

  /** A whole number of any size. */
  record Whole(BigInteger value) implements PickleValue {
    Whole(long value) {
      this(BigInteger.valueOf(value));
    }

    /** The number, if it fits 64 bits. */
    OptionalLong asLong() {
      return value.bitLength() < Long.SIZE
          ? OptionalLong.of(value.longValue())
          : OptionalLong.empty();
    }

    @Override
    public String describe() {
      return "an integer";
    }
  }

  /** A floating-point number. */
  record Real(double value) implements PickleValue {
    @Override
    public String describe() {
      return "a float";
    }
  }

  /** A string. */
  record Text(String value) implements PickleValue {
    @Override
    public String describe() {
      return "a string";
    }
  }

  /**
   * A plain value whose contents nobody needs: bytes, a NumPy number, a device.
   *
   * @param what it is
   */
  record Opaque(String what) implements PickleValue {
    @Override
    public String describe() {
      return what;
    }
  }

  /** A tuple. */
  record Tuple(List<PickleValue> items) implements PickleValue {
    @Override
    public String describe() {
      return "a tuple";
    }
  }
}
