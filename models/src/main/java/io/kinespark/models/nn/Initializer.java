package io.kinespark.models.nn;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The rule of a parameter's initial values. Values depend only on the seed and the parameter's
 * name, not on the machine, the thread, the device or the order of construction.
 */
public sealed interface Initializer {
  /**
   * The initial values.
   *
   * @param seed of the network
   * @param name full name of the parameter
   * @param shape of the parameter
   */
  float[] values(long seed, String name, long... shape);

  /** All elements equal. */
  record Constant(float value) implements Initializer {
    @Override
    public float[] values(long seed, String name, long... shape) {
      float[] values = new float[count(shape)];
      Arrays.fill(values, value);
      return values;
    }
  }

  /** Normal with mean 0. */
  record Normal(double std) implements Initializer {
    @Override
    public float[] values(long seed, String name, long... shape) {
      return gaussian(seed, name, std, count(shape));
    }
  }

  /**
   * Kaiming normal for ReLU by fan-out: standard deviation {@code sqrt(2 / (shape[0] * kernel))}.
   */
  record KaimingFanOut() implements Initializer {
    @Override
    public float[] values(long seed, String name, long... shape) {
      long fanOut = shape[0] * (count(shape) / (shape[0] * shape[1]));
      return gaussian(seed, name, Math.sqrt(2.0 / fanOut), count(shape));
    }
  }

  /**
   * Uniform in {@code +-1 / sqrt(fan_in)} with {@code fan_in = shape[1] * kernel}: the tensor
   * library's default of linear layers and convolutions (Kaiming uniform with a = sqrt 5).
   */
  record UniformFanIn() implements Initializer {
    @Override
    public float[] values(long seed, String name, long... shape) {
      int count = count(shape);
      long fanIn = count / shape[0];
      return uniform(seed, name, 1 / Math.sqrt((double) fanIn), count);
    }
  }

  /**
   * Uniform in {@code +-bound}; biases of layers that follow the tensor library's default have the
   * bound {@code 1 / sqrt(fan_in)} of their weights.
   */
  record Uniform(double bound) implements Initializer {
    @Override
    public float[] values(long seed, String name, long... shape) {
      return uniform(seed, name, bound, count(shape));
    }
  }

  private static float[] uniform(long seed, String name, double bound, int count) {
    InitialValueStream stream = new InitialValueStream(streamSeed(seed, name));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (bound * (2 * stream.nextUniform() - 1));
    }
    return values;
  }

  private static float[] gaussian(long seed, String name, double std, int count) {
    InitialValueStream stream = new InitialValueStream(streamSeed(seed, name));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (std * stream.nextGaussian());
    }
    return values;
  }

  private static long streamSeed(long seed, String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return seed * 0x9E3779B97F4A7C15L ^ crc.getValue() << 16 ^ name.length();
  }

  private static int count(long... shape) {
    long count = 1;
    for (long extent : shape) {
      count = Math.multiplyExact(count, extent);
    }
    return Math.toIntExact(count);
  }
}
