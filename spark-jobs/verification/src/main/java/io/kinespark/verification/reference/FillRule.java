package io.kinespark.verification.reference;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Deterministic tensor contents, the same bit for bit in any language: the stream of a name is
 * splitmix64 started with the CRC-32 of the name's UTF-8 bytes, and a draw is {@code (z >>> 40) *
 * 2^-23 - 1}, exact in single precision, in [-1, 1). Every step from a draw to a value is in single
 * precision.
 */
public final class FillRule {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private FillRule() {}

  /** The first {@code count} draws of the stream {@code name}. */
  public static float[] uniform(String name, int count) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    long state = crc.getValue();
    float[] draws = new float[count];
    for (int i = 0; i < count; i++) {
      state += GOLDEN;
      long z = state;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      draws[i] = (z >>> 40) * 0x1p-23f - 1f;
    }
    return draws;
  }

  /** An input or probe tensor: the bare draws of stream {@code name}. */
  public static HostTensor input(String name, long... shape) {
    return HostTensor.ofFloats(uniform(name, count(shape)), shape);
  }

  /** The value of the state-dict entry {@code name}. */
  public static HostTensor value(String name, long... shape) {
    if (name.endsWith(".num_batches_tracked")) {
      return HostTensor.ofLongs(new long[count(shape)], shape);
    }
    float[] values = uniform(name, count(shape));
    if (name.endsWith(".running_mean")) {
      affine(values, 0, 0.1f);
    } else if (name.endsWith(".running_var")) {
      affine(values, 1, 0.1f);
    } else if (shape.length <= 1) {
      affine(values, name.endsWith(".bias") ? 0 : 0.7f, 0.1f);
    } else {
      long fanIn = count(shape) / shape[0];
      affine(values, 0, (float) Math.sqrt(6.0 / fanIn));
    }
    return HostTensor.ofFloats(values, shape);
  }

  /**
   * A dictionary of the names and shapes of {@code like} with the contents that this rule gives
   * them.
   */
  public static StateDict fill(StateDict like) {
    Map<String, HostTensor> filled = new LinkedHashMap<>();
    like.tensors().forEach((name, tensor) -> filled.put(name, value(name, tensor.shape())));
    return StateDict.of(filled);
  }

  /**
   * The contents that this rule gives {@code like}, with the {@code fill_adjust} of {@code
   * reference} applied: parameters whose names end in its suffix are multiplied by its factor.
   */
  public static StateDict fill(StateDict like, ReferenceCase reference) {
    CaseNode adjust = reference.json().path("fill_adjust");
    StateDict filled = fill(like);
    if (adjust.isAbsent()) {
      return filled;
    }
    String suffix = adjust.path("suffix").asText();
    float factor = (float) adjust.path("factor").asDouble();
    Map<String, HostTensor> adjusted = new LinkedHashMap<>(filled.tensors());
    adjusted.replaceAll((name, tensor) -> name.endsWith(suffix) ? scaled(tensor, factor) : tensor);
    return StateDict.of(adjusted);
  }

  private static HostTensor scaled(HostTensor tensor, float factor) {
    float[] values = tensor.toFloats();
    affine(values, 0, factor);
    return HostTensor.ofFloats(values, tensor.shape());
  }

  private static void affine(float[] values, float shift, float scale) {
    for (int i = 0; i < values.length; i++) {
      values[i] = shift + scale * values[i];
    }
  }

  private static int count(long... shape) {
    long count = 1;
    for (long extent : shape) {
      count = Math.multiplyExact(count, extent);
    }
    return Math.toIntExact(count);
  }
}
