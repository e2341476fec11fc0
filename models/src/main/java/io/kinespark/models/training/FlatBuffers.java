package io.kinespark.models.training;

import io.kinespark.models.nn.Buffer;
import io.kinespark.models.nn.Counter;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.StateEntry;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Tensors and counters of a module, copied to and from flat arrays. */
final class FlatBuffers {
  private final List<Tensor> tensors;
  private final List<Named<Counter>> counters;
  private final List<BufferInfo> infos;
  private final int count;

  private FlatBuffers(List<Named<StateEntry>> entries, List<Named<Counter>> counters) {
    this.counters = counters;
    this.tensors = new ArrayList<>();
    List<BufferInfo> laidOut = new ArrayList<>();
    int offset = 0;
    for (Named<StateEntry> named : entries) {
      int length = named.entry().elementCount();
      laidOut.add(new BufferInfo(named.name(), offset, length));
      tensors.add(tensor(named.entry()));
      offset = Math.addExact(offset, length);
    }
    this.infos = List.copyOf(laidOut);
    this.count = offset;
  }

  /** The floating-point buffers and the counters of a network. */
  static FlatBuffers ofBuffers(NetworkModule network) {
    return new FlatBuffers(
        network.state().stream().filter(named -> named.entry() instanceof Buffer).toList(),
        network.state(Counter.class));
  }

  /** All that a module holds, parameters too. */
  static FlatBuffers ofAll(NetworkModule module) {
    return new FlatBuffers(
        module.state().stream().filter(named -> !(named.entry() instanceof Counter)).toList(),
        module.state(Counter.class));
  }

  private static Tensor tensor(StateEntry entry) {
    return entry instanceof Parameter parameter ? parameter.tensor() : ((Buffer) entry).tensor();
  }

  List<BufferInfo> infos() {
    return infos;
  }

  float[] store() {
    float[] values = new float[count];
    for (int i = 0; i < infos.size(); i++) {
      Tensor buffer = tensors.get(i);
      int offset = infos.get(i).offset();
      NativeWork.plain(() -> HostTransfer.toFloats(buffer, values, offset));
    }
    return values;
  }

  void load(float[] values) {
    requireLength(values.length, count, "buffer values");
    for (int i = 0; i < infos.size(); i++) {
      Tensor buffer = tensors.get(i);
      int offset = infos.get(i).offset();
      NativeWork.plain(() -> HostTransfer.fromFloats(values, offset, buffer));
    }
  }

  List<String> counterNames() {
    return counters.stream().map(Named::name).toList();
  }

  long[] storeCounters() {
    return counters.stream().mapToLong(named -> named.entry().value()).toArray();
  }

  void loadCounters(long[] values) {
    requireLength(values.length, counters.size(), "counters");
    for (int i = 0; i < values.length; i++) {
      counters.get(i).entry().set(values[i]);
    }
  }

  private static void requireLength(int actual, int expected, String what) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "the network has %d %s, not %d".formatted(expected, what, actual));
    }
  }
}
