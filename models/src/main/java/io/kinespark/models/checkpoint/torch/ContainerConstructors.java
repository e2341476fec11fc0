package io.kinespark.models.checkpoint.torch;

import java.util.List;
import java.util.Map;

/**
 * Calls of Python's container classes, whose arguments hold the first contents.
 *
 * @param budget bounds what is copied
 */
record ContainerConstructors(ValueBudget budget) {
  /** A dictionary of nothing, of another's entries, or of a list of pairs as Python 2 writes. */
  PickleMap map(List<PickleValue> arguments) throws MalformedPickleException {
    PickleMap map = new PickleMap();
    for (PickleValue argument : arguments) {
      if (argument instanceof PickleMap other) {
        budget.take(other.named().size());
        for (Map.Entry<String, PickleValue> entry : other.named().entrySet()) {
          map.put(new PickleValue.Text(entry.getKey()), entry.getValue());
        }
      } else {
        for (PickleValue pair : items(argument)) {
          List<PickleValue> keyAndValue = items(pair);
          if (keyAndValue.size() != 2) {
            throw new MalformedPickleException("an entry is no pair");
          }
          map.put(keyAndValue.get(0), keyAndValue.get(1));
        }
      }
    }
    return map;
  }

  /** A list or a set. */
  PickleList list(List<PickleValue> arguments) throws MalformedPickleException {
    PickleList list = new PickleList();
    for (PickleValue argument : arguments) {
      list.addAll(items(argument));
    }
    return list;
  }

  /** A tuple. */
  PickleValue.Tuple tuple(List<PickleValue> arguments) throws MalformedPickleException {
    return new PickleValue.Tuple(
        arguments.isEmpty() ? List.of() : List.copyOf(items(arguments.get(0))));
  }

  private List<PickleValue> items(PickleValue value) throws MalformedPickleException {
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
