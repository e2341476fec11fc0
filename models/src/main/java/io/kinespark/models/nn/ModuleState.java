package io.kinespark.models.nn;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies the entries of modules to the host and back. */
public final class ModuleState {
  private ModuleState() {}

  /** A copy of every entry of {@code module}, in the order of the original state dict. */
  public static StateDict copy(NetworkModule module) {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (Named<StateEntry> named : module.state()) {
      tensors.put(named.name(), NativeWork.plain(() -> copy(named.entry())));
    }
    return StateDict.of(tensors);
  }

  private static HostTensor copy(StateEntry entry) {
    if (entry instanceof Parameter parameter) {
      return HostTransfer.toHost(parameter.tensor());
    }
    if (entry instanceof Buffer buffer) {
      return HostTransfer.toHost(buffer.tensor());
    }
    return HostTensor.ofLongs(new long[] {((Counter) entry).value()});
  }

  /**
   * Replaces the values of {@code entry} by {@code source}, which has its shape. Averaged networks
   * have counters that are no integers; they are rounded.
   */
  public static void assign(StateEntry entry, HostTensor source) {
    NativeWork.plain(
        () -> {
          if (entry instanceof Parameter parameter) {
            parameter.tensor().copy_(HostTransfer.fromHost(source));
          } else if (entry instanceof Buffer buffer) {
            buffer.tensor().copy_(HostTransfer.fromHost(source));
          } else {
            ((Counter) entry).set(Math.round(source.toDoubles()[0]));
          }
        });
  }
}
