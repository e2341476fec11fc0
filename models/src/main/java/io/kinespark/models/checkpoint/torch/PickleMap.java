package io.kinespark.models.checkpoint.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dictionary that is being built. Entries whose keys are no strings, which optimizers have, are
 * only counted: no state dict has them, and hashing keys that may be containers is no safe thing.
 */
final class PickleMap implements PickleValue {
  /** More than any name has; every dictionary above an entry adds its own to the entry's path. */
  private static final int LONGEST_NAME = 10_000;

  private Map<String, PickleValue> named = Map.of();
  private int unnamed;
  private boolean hasTensors;

  /** The entries whose keys are strings, in their order. */
  Map<String, PickleValue> named() {
    return Collections.unmodifiableMap(named);
  }

  /** How many entries have other keys. */
  int unnamed() {
    return unnamed;
  }

  /** Whether an entry with a string for a key is a tensor, of whatever kind. */
  boolean hasTensors() {
    return hasTensors;
  }

  void put(PickleValue key, PickleValue value) throws MalformedPickleException {
    if (!(key instanceof Text text)) {
      unnamed++;
      return;
    }
    if (text.value().length() > LONGEST_NAME) {
      throw new MalformedPickleException(
          "a dictionary has a key of %d letters; up to %d are read"
              .formatted(text.value().length(), LONGEST_NAME));
    }
    hasTensors |=
        value instanceof TensorView
            || value instanceof ForeignTensor
            || value instanceof OldParameter;
    if (named.isEmpty()) {
      named = new LinkedHashMap<>();
    }
    if (named.putIfAbsent(text.value(), value) != null) {
      throw new MalformedPickleException(
          "a dictionary has the key '%s' twice".formatted(Shown.name(text.value())));
    }
  }

  @Override
  public String describe() {
    return "a dictionary";
  }
}
