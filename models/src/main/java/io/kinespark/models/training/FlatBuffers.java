package io.kinespark.models.training;

import io.kinespark.models.nn.Buffer;
import io.kinespark.models.nn.Counter;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The floating-point buffers and the counters of a network, copied to and from flat arrays. */
final class FlatBuffers {
  private final List<Named<Buffer>> buffers;
  private final List<Named<Counter>> counters;
  private final List<BufferInfo> infos;
  private final int count;

  FlatBuffers(List<Named<Buffer>> buffers, List<Named<Counter>> counters) {
    this.buffers = List.copyOf(buffers);
    this.counters = List.copyOf(counters);
    List<BufferInfo> laidOut = new ArrayList<>();
    int offset = 0;
    for (Named<Buffer> named : buffers) {
      int length = named.entry().elementCount();
      laidOut.add(new BufferInfo(named.name(), offset, length));
      offset += length;
    }
    this.infos = List.copyOf(laidOut);
    this.count = offset;
  }

  List<BufferInfo> infos() {
    return infos;
  }

  float[] store() {
    float[] values = new float[count];
    for (int i = 0; i < infos.size(); i++) {
      Tensor buffer = buffers.get(i).entry().tensor();
      int offset = infos.get(i).offset();
      NativeWork.plain(() -> HostTransfer.toFloats(buffer, values, offset));
    }
    return values;
  }

  void load(float[] values) {
    requireLength(values.length, count, "buffer values");
    for (int i = 0; i < infos.size(); i++) {
      Tensor buffer = buffers.get(i).entry().tensor();
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
