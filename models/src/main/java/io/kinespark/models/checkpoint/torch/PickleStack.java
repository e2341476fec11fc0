package io.kinespark.models.checkpoint.torch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a pickle machine works on: a stack with marks, and values that were put aside. */
final class PickleStack {
  private final List<PickleValue> values = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, PickleValue> memo = new HashMap<>();
  private final ValueBudget budget;

  PickleStack(ValueBudget budget) {
    this.budget = budget;
  }

  void push(PickleValue value) throws MalformedPickleException {
    budget.take(1);
    values.add(value);
  }

  void mark() throws MalformedPickleException {
    budget.take(1);
    marks.push(values.size());
  }

  PickleValue top() throws MalformedPickleException {
    requireValue();
    return values.get(values.size() - 1);
  }

  PickleValue pop() throws MalformedPickleException {
    requireValue();
    return values.remove(values.size() - 1);
  }

  /** The last {@code count} values, in the order in which they were pushed. */
  List<PickleValue> pop(int count) throws MalformedPickleException {
    if (values.size() - bottom() < count) {
      throw new MalformedPickleException("values are missing on its stack");
    }
    return takeFrom(values.size() - count);
  }

  /** The values above the last mark, which is removed. */
  List<PickleValue> popToMark() throws MalformedPickleException {
    if (marks.isEmpty()) {
      throw new MalformedPickleException("a mark is missing on its stack");
    }
    return takeFrom(marks.pop());
  }

  /** Takes back the last value, or the last mark where nothing is above it. */
  void discard() throws MalformedPickleException {
    if (!marks.isEmpty() && marks.peek() == values.size()) {
      marks.pop();
    } else {
      pop();
    }
  }

  void remember(long index) throws MalformedPickleException {
    budget.take(1);
    memo.put(index, top());
  }

  /** Remembers the top under the next number. */
  void remember() throws MalformedPickleException {
    remember(memo.size());
  }

  PickleValue recall(long index) throws MalformedPickleException {
    PickleValue value = memo.get(index);
    if (value == null) {
      throw new MalformedPickleException(
          "it recalls value %d, which was not kept".formatted(index));
    }
    return value;
  }

  private List<PickleValue> takeFrom(int begin) {
    List<PickleValue> tail = values.subList(begin, values.size());
    List<PickleValue> taken = List.copyOf(tail);
    tail.clear();
    return taken;
  }

  private int bottom() {
    return marks.isEmpty() ? 0 : marks.peek();
  }

  private void requireValue() throws MalformedPickleException {
    if (values.size() <= bottom()) {
      throw new MalformedPickleException("a value is missing on its stack");
    }
  }
}
