package io.kinespark.models.checkpoint.torch;

import java.util.ArrayList;
import java.util.List;

/** A list or set that is being built. */
final class PickleList implements PickleValue {
  private final List<PickleValue> items = new ArrayList<>(0);

  List<PickleValue> items() {
    return items;
  }

  void addAll(List<PickleValue> more) {
    items.addAll(more);
  }

  @Override
  public String describe() {
    return "a list";
  }
}
