package io.kinespark.models;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Everything needed to build one replica of a network on any machine.
 *
 * @param model the architecture
 * @param normalization what happens to uint8 clips on the device
 * @param precision the arithmetic
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 * @param seed of the initial weights; the same seed gives the same weights on every machine
 */
public record NetworkSpec(
    ModelConfig model,
    InputNormalization normalization,
    Precision precision,
    String device,
    long seed)
    implements Serializable {
  private static final Pattern DEVICE = Pattern.compile("cpu|cuda(:\\d{1,2})?");

  /** Checks the device's name; whether the machine has it shows when the network is built. */
  public NetworkSpec {
    Require.that(
        DEVICE.matcher(device).matches(),
        "device '%s' is unknown; use cpu, cuda or cuda:N".formatted(device));
  }

  /** A single-precision network on the CPU with TANet's normalisation and seed 0. */
  public static NetworkSpec of(ModelConfig model) {
    return new NetworkSpec(model, InputNormalization.imageNet(), Precision.FLOAT32, "cpu", 0);
  }

  /** The same network in another precision. */
  public NetworkSpec withPrecision(Precision newPrecision) {
    return new NetworkSpec(model, normalization, newPrecision, device, seed);
  }

  /** The same network on another device. */
  public NetworkSpec withDevice(String newDevice) {
    return new NetworkSpec(model, normalization, precision, newDevice, seed);
  }

  /** The same network with other initial weights. */
  public NetworkSpec withSeed(long newSeed) {
    return new NetworkSpec(model, normalization, precision, device, newSeed);
  }
}
