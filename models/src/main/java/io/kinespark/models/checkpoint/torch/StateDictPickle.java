package io.kinespark.models.checkpoint.torch;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.util.Iterator;
import java.util.Map;

/**
 * The pickle of a state dict, an {@code OrderedDict} of tensors each with a storage of its own,
 * instruction by instruction as {@code torch.save} writes it.
 */
final class StateDictPickle {
  /** As many entries as Python's pickler adds at once. */
  private static final int BATCH = 1000;

  private final PickleOutput out = new PickleOutput();
  private int storages;

  private StateDictPickle() {}

  /** The pickle; the storage of the n-th tensor has the key n, from 0. */
  static byte[] of(StateDict state) {
    return new StateDictPickle().write(state);
  }

  private byte[] write(StateDict state) {
    emptyOrderedDict();
    Iterator<Map.Entry<String, HostTensor>> entries = state.tensors().entrySet().iterator();
    for (int left = state.tensors().size(); left > 0; left -= BATCH) {
      if (left > 1) {
        out.opcode('(');
      }
      for (int i = 0; i < Math.min(left, BATCH); i++) {
        Map.Entry<String, HostTensor> entry = entries.next();
        out.text(entry.getKey());
        tensor(entry.getValue());
      }
      out.opcode(left > 1 ? 'u' : 's');
    }
    return out.end();
  }

  private void emptyOrderedDict() {
    out.global("collections", "OrderedDict");
    out.opcode(')');
    out.opcode('R');
    out.remember();
  }

  private void tensor(HostTensor tensor) {
    TorchType type = TorchType.of(tensor.type());
    boolean typed = type.storageClass().isPresent();
    out.global("torch._utils", typed ? "_rebuild_tensor_v2" : "_rebuild_tensor_v3");
    out.opcode('(');
    storage(tensor, type);
    out.number(0);
    out.numbers(tensor.shape());
    out.numbers(rowMajorStrides(tensor.shape()));
    out.opcode(0x89);
    emptyOrderedDict();
    if (!typed) {
      out.global("torch", type.dtype());
    }
    out.opcode('t');
    out.remember();
    out.opcode('R');
    out.remember();
  }

  private void storage(HostTensor tensor, TorchType type) {
    out.opcode('(');
    out.recurringText("storage");
    if (type.storageClass().isPresent()) {
      out.global("torch", type.storageClass().get());
    } else {
      out.global("torch.storage", "UntypedStorage");
    }
    out.text(Integer.toString(storages));
    storages++;
    out.recurringText("cpu");
    long elements = tensor.elementCount();
    out.number(type.storageClass().isPresent() ? elements : elements * type.bytes());
    out.opcode('t');
    out.remember();
    out.opcode('Q');
  }

  /** Strides of a row-major tensor; extents of 0 count as 1, as PyTorch has it. */
  private static long[] rowMajorStrides(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= Math.max(1, shape[i]);
    }
    return strides;
  }
}
