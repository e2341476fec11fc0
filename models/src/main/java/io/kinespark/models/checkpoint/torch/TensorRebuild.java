package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.torch.PickleValue.Tuple;
import io.kinespark.models.checkpoint.torch.PickleValue.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The functions by which PyTorch's pickles build tensors ({@code torch._utils}). */
final class TensorRebuild {
  private static final int GEOMETRY = 4;
  private static final int DTYPE = 6;
  private static final int MOST_DIMENSIONS = 64;
  private static final Set<String> OF_SUBCLASSES =
      Set.of("torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor_v3");

  private TensorRebuild() {}

  /** {@code (storage, offset, size, stride)}, before PyTorch 0.4. */
  static PickleValue ofOldest(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    requireArguments(arguments, GEOMETRY);
    StorageRef storage = storage(arguments.get(0));
    return view(storage, storage.type(), arguments);
  }

  /** {@code (storage, offset, size, stride, requires_grad, hooks[, metadata])}. */
  static PickleValue ofTyped(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    requireArguments(arguments, GEOMETRY + 2);
    return ofOldest(arguments, budget);
  }

  /** {@code (storage, offset, size, stride, requires_grad, hooks, dtype[, metadata])}. */
  static PickleValue ofUntyped(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    requireArguments(arguments, DTYPE + 1);
    if (!(arguments.get(DTYPE) instanceof ElementTypeName name)) {
      throw new MalformedPickleException(
          "its type is %s, not a dtype".formatted(arguments.get(DTYPE).describe()));
    }
    return view(storage(arguments.get(0)), name.type(), arguments);
  }

  /** {@code (data, requires_grad, hooks[, state])}: the data. */
  static PickleValue ofParameter(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    requireArguments(arguments, 1);
    PickleValue data = arguments.get(0);
    if (data instanceof TensorView || data instanceof ForeignTensor) {
      return data;
    }
    throw new MalformedPickleException(
        "the data of a parameter is %s, not a tensor".formatted(data.describe()));
  }

  /** {@code (function, type, arguments, state)}: what the function builds, without attributes. */
  static PickleValue ofSubclass(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    requireArguments(arguments, 3);
    if (arguments.get(0) instanceof Global function
        && OF_SUBCLASSES.contains(function.name())
        && arguments.get(2) instanceof Tuple inner) {
      return function.call(inner.items(), budget);
    }
    throw new MalformedPickleException("it builds something other than a tensor");
  }

  private static TensorView view(StorageRef storage, TorchType type, List<PickleValue> arguments)
      throws MalformedPickleException {
    return TensorView.of(
        storage,
        type,
        number(arguments.get(1)),
        extents(arguments.get(2)),
        extents(arguments.get(3)));
  }

  private static StorageRef storage(PickleValue value) throws MalformedPickleException {
    if (value instanceof StorageRef storage) {
      return storage;
    }
    throw new MalformedPickleException(
        "a tensor is built over %s, not a storage".formatted(value.describe()));
  }

  private static List<Long> extents(PickleValue value) throws MalformedPickleException {
    if (!(value instanceof Tuple tuple) || tuple.items().size() > MOST_DIMENSIONS) {
      throw new MalformedPickleException(
          "the shape or the strides of a tensor are %s, not up to %d numbers"
              .formatted(value.describe(), MOST_DIMENSIONS));
    }
    List<Long> extents = new ArrayList<>(tuple.items().size());
    for (PickleValue item : tuple.items()) {
      extents.add(number(item));
    }
    return List.copyOf(extents);
  }

  private static long number(PickleValue value) throws MalformedPickleException {
    if (value instanceof Whole whole && whole.asLong().isPresent()) {
      return whole.asLong().getAsLong();
    }
    throw new MalformedPickleException(
        "a tensor has %s where a 64-bit integer belongs".formatted(value.describe()));
  }

  private static void requireArguments(List<PickleValue> arguments, int least)
      throws MalformedPickleException {
    if (arguments.size() < least) {
      throw new MalformedPickleException(
          "%d arguments are too few; %d are needed".formatted(arguments.size(), least));
    }
  }
}
