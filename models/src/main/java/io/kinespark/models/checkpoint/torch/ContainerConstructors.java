package io.kinespark.models.checkpoint.torch;

import java.util.List;
import java.util.Map;

/** Calls of Python's container classes, whose arguments hold the first contents. */
final class ContainerConstructors {
  private ContainerConstructors() {}

  /** A dictionary of nothing, of another's entries, or of a list of pairs as Python 2 writes. */
  static PickleMap map(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    PickleMap map = new PickleMap();
    for (PickleValue argument : arguments) {
      if (argument instanceof PickleMap other) {
        budget.take(other.named().size());
        for (Map.Entry<String, PickleValue> entry : other.named().entrySet()) {
          map.put(new PickleValue.Text(entry.getKey()), entry.getValue());
        }
      } else {
        for (PickleValue pair : items(argument, budget)) {
          List<PickleValue> keyAndValue = items(pair, budget);
          if (keyAndValue.size() != 2) {
            throw new MalformedPickleException("an entry is no pair");
          }
          map.put(keyAndValue.get(0), keyAndValue.get(1));
        }
      }
    }
    return map;
  }

  /** A dictionary whose first argument makes missing values, which are never asked for. */
  static PickleMap mapAfterFactory(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    return map(arguments.subList(Math.min(1, arguments.size()), arguments.size()), budget);
  }

  /** A list or a set. */
  static PickleList list(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    PickleList list = new PickleList();
    for (PickleValue argument : arguments) {
      list.addAll(items(argument, budget));
    }
    return list;
  }

  /** A tuple. */
  static PickleValue.Tuple tuple(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    return new PickleValue.Tuple(
        arguments.isEmpty() ? List.of() : List.copyOf(items(arguments.get(0), budget)));
  }

  private static List<PickleValue> items(PickleValue value, ValueBudget budget)
      throws MalformedPickleException {
    List<PickleValue> items;
    if (value instanceof PickleList list) {
      items = list.items();
    } else if (value instanceof PickleValue.Tuple tuple) {
      items = tuple.items();
    } else {
      throw new MalformedPickleException("%s is no sequence".formatted(value.describe()));
    }
    budget.take(items.size());
    return items;
  }
}
