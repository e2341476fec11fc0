package io.kinespark.models.checkpoint.torch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dictionary that is being built. Entries whose keys are no strings, which optimizers have, are
 * only counted: no state dict has them, and hashing keys that may be containers is no safe thing.
 */
final class PickleMap implements PickleValue {
  private Map<String, PickleValue> named = Map.of();
  private int unnamed;

  /** The entries whose keys are strings, in their order. */
  Map<String, PickleValue> named() {
    return Collections.unmodifiableMap(named);
  }

  /** How many entries have other keys. */
  int unnamed() {
    return unnamed;
  }

  void put(PickleValue key, PickleValue value) throws MalformedPickleException {
    if (!(key instanceof Text text)) {
      unnamed++;
      return;
    }
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
