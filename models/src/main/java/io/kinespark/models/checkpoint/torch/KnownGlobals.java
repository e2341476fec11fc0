package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.torch.PickleValue.Opaque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes and functions that checkpoints of tensors and plain values name. Each stands for a
 * constructor here; nothing of Python runs, and no other name is accepted.
 */
final class KnownGlobals {
  /** MMEngine's record of a training value, which its checkpoints hold beside the weights. */
  private static final String HISTORY = "mmengine.logging.history_buffer.HistoryBuffer";

  private static final Map<String, PickleValue> BY_NAME = Map.copyOf(new KnownGlobals().values);

  private final Map<String, PickleValue> values = new HashMap<>();

  private KnownGlobals() {
    containers();
    plainValues();
    numpy();
    trainingHistory();
    storages();
    tensors();
  }

  /** What stands for a name, if it is known. */
  static Optional<PickleValue> find(String module, String name) {
    return Optional.ofNullable(BY_NAME.get(module + "." + name));
  }

  private void containers() {
    for (String name : List.of("collections.OrderedDict", "collections.Counter")) {
      callable(name, ContainerConstructors::map);
    }
    callable("collections.defaultdict", ContainerConstructors::mapAfterFactory);
    for (String module : List.of("builtins", "__builtin__")) {
      callable(module + ".dict", ContainerConstructors::map);
      callable(module + ".list", ContainerConstructors::list);
      callable(module + ".set", ContainerConstructors::list);
      callable(module + ".frozenset", ContainerConstructors::list);
      opaque(module + ".bytearray", "bytes");
      opaque(module + ".complex", "a complex number");
      for (String type : List.of("int", "float", "bool", "str", "bytes", "tuple", "object")) {
        referenceOnly(module + "." + type);
      }
    }
    callable("torch.Size", ContainerConstructors::tuple);
  }

  private void plainValues() {
    opaque("_codecs.encode", "bytes");
    opaque("argparse.Namespace", "a namespace of settings");
    opaque("torch.device", "a device");
    opaque("torch.serialization._get_layout", "a layout");
    for (TorchType type : TorchType.values()) {
      values.put("torch." + type.dtype(), new ElementTypeName(type));
    }
  }

  private void numpy() {
    for (String module : List.of("numpy.core.multiarray", "numpy._core.multiarray")) {
      opaque(module + ".scalar", "a NumPy number");
      opaque(module + "._reconstruct", "a NumPy array");
    }
    opaque("numpy.dtype", "a NumPy type");
    referenceOnly("numpy.ndarray");
  }

  /** The record names its own statistics, in old pickle protocols by way of {@code getattr}. */
  private void trainingHistory() {
    opaque(HISTORY, "a training history");
    for (String statistic : List.of("min", "max", "mean", "current")) {
      referenceOnly(HISTORY + "." + statistic);
    }
    for (String module : List.of("builtins", "__builtin__")) {
      callable(module + ".getattr", KnownGlobals::statistic);
    }
  }

  private static PickleValue statistic(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    if (arguments.size() == 2
        && arguments.get(0) instanceof Global owner
        && owner.name().equals(HISTORY)) {
      return new Opaque("a statistic");
    }
    throw new MalformedPickleException(
        "it is refused: only attributes of " + HISTORY + " are known");
  }

  private void storages() {
    for (TorchType type : TorchType.values()) {
      type.storageClass()
          .ifPresent(
              storageClass -> {
                storage("torch." + storageClass, type);
                storage("torch.cuda." + storageClass, type);
              });
    }
    storage("torch.UntypedStorage", TorchType.UINT8);
    storage("torch.storage.UntypedStorage", TorchType.UINT8);
  }

  private void tensors() {
    callable("torch._utils._rebuild_tensor", TensorRebuild::ofOldest);
    callable("torch._utils._rebuild_tensor_v2", TensorRebuild::ofTyped);
    callable("torch._utils._rebuild_tensor_v3", TensorRebuild::ofUntyped);
    callable("torch._utils._rebuild_parameter", TensorRebuild::ofParameter);
    callable("torch._utils._rebuild_parameter_with_state", TensorRebuild::ofParameter);
    callable("torch._tensor._rebuild_from_type_v2", TensorRebuild::ofSubclass);
    callable("torch.nn.parameter.Parameter", (arguments, budget) -> new OldParameter(arguments));
    callable("torch.jit._pickle.restore_type_tag", KnownGlobals::first);
    referenceOnly("torch.Tensor");
    foreign("torch._utils._rebuild_sparse_tensor", "a sparse tensor");
    foreign("torch._utils._rebuild_sparse_csr_tensor", "a sparse tensor");
    foreign("torch._utils._rebuild_qtensor", "a quantised tensor");
    foreign("torch._utils._rebuild_nested_tensor", "a nested tensor");
    foreign("torch._utils._rebuild_meta_tensor_no_storage", "a tensor without data");
  }

  /** Of a value and the name of its type, which libtorch writes, the value. */
  private static PickleValue first(List<PickleValue> arguments, ValueBudget budget)
      throws MalformedPickleException {
    if (arguments.isEmpty()) {
      throw new MalformedPickleException("its argument is missing");
    }
    return arguments.get(0);
  }

  private void callable(String name, Global.Constructor constructor) {
    values.put(name, new Global(name, constructor));
  }

  private void opaque(String name, String what) {
    callable(name, (arguments, budget) -> new Opaque(what));
  }

  private void foreign(String name, String kind) {
    callable(name, (arguments, budget) -> new ForeignTensor(kind));
  }

  private void referenceOnly(String name) {
    callable(
        name,
        (arguments, budget) -> {
          throw new MalformedPickleException("it may be named but not called");
        });
  }

  private void storage(String name, TorchType type) {
    values.put(name, new StorageType(name, type));
  }
}
