package io.kinespark.models.checkpoint.torch;

import java.util.List;
import java.util.Optional;

/**
 * A {@code torch.nn.Parameter} as PyTorch before 0.4 pickled it: the class is called with the data
 * or without, and the state that follows may bring the data.
 */
final class OldParameter implements PickleValue {
  private static final int STATE_WITH_DATA = 5;

  private Optional<PickleValue> data;

  OldParameter(List<PickleValue> arguments) {
    data = arguments.stream().findFirst();
  }

  Optional<PickleValue> data() {
    return data;
  }

  /** Takes {@code (data, gradient, ...)}, or flags that do not matter. */
  void restore(PickleValue state) throws MalformedPickleException {
    if (!(state instanceof Tuple tuple)) {
      throw new MalformedPickleException(
          "the state of a parameter is %s, not a tuple".formatted(state.describe()));
    }
    if (tuple.items().size() == STATE_WITH_DATA) {
      data = Optional.of(tuple.items().get(0));
    }
  }

  @Override
  public String describe() {
    return "a parameter without data";
  }
}
