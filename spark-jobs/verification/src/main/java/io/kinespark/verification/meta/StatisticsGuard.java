package io.kinespark.verification.meta;

import io.kinespark.models.nn.Buffer;
import io.kinespark.models.nn.Counter;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Puts the buffers and counters of a module back to what they were, when it is closed. */
public final class StatisticsGuard implements AutoCloseable {
  private final List<Buffer> buffers;
  private final List<Tensor> copies = new ArrayList<>();
  private final List<Counter> counters;
  private final List<Long> counts;

  /** A guard of the present statistics of {@code module}. */
  public StatisticsGuard(NetworkModule module) {
    this.buffers = module.state(Buffer.class).stream().map(Named::entry).toList();
    this.counters = module.state(Counter.class).stream().map(Named::entry).toList();
    this.counts = counters.stream().map(Counter::value).toList();
    buffers.forEach(buffer -> copies.add(NativeWork.plain(() -> copy(buffer))));
  }

  private static Tensor copy(Buffer buffer) {
    Tensor copy = buffer.tensor().clone();
    copy.retainReference();
    return copy;
  }

  /** Restores the statistics and frees the copies. */
  @Override
  public void close() {
    NativeWork.plain(
        () -> {
          for (int i = 0; i < buffers.size(); i++) {
            buffers.get(i).tensor().copy_(copies.get(i));
          }
        });
    copies.forEach(Tensor::releaseReference);
    for (int i = 0; i < counters.size(); i++) {
      counters.get(i).set(counts.get(i));
    }
  }
}
