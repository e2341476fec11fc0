package io.kinespark.models.nn;

import io.kinespark.models.checkpoint.StateDict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A running average of parts of a network: {@code e = d e + (1 - d) m} after every update, for
 * parameters and buffers alike, with counters cut to whole numbers (SDCOM {@code ModelEma}, {@code
 * lib/utils/helpers.py}). It begins as a copy of the network as it is before the first update. Its
 * entries have the names of the network's, and {@code updates} counts.
 */
public final class MovingAverage extends NetworkModule {
  private final double decay;
  private final Counter updates;
  private final List<Pair> pairs;

  private record Pair(StateEntry average, StateEntry current) {}

  /**
   * An average of the parts of {@code network} that {@code parts} names.
   *
   * @param parts modules of the same structure under the names of the network's; this average owns
   *     them from now on, and they get no gradients
   * @param decay d
   */
  public MovingAverage(
      NetworkModule network, Map<String, ? extends NetworkModule> parts, double decay) {
    this.decay = decay;
    Map<String, StateEntry> current = new LinkedHashMap<>();
    network.state().forEach(named -> current.put(named.name(), named.entry()));
    parts.forEach(this::child);
    freeze();
    this.pairs = new ArrayList<>();
    for (Named<StateEntry> named : state()) {
      pairs.add(new Pair(named.entry(), current.get(named.name())));
    }
    this.updates = register("updates", new Counter());
    train(false);
  }

  /** Whether it has followed an update; before that it says nothing. */
  public boolean hasBegun() {
    return updates.value() > 0;
  }

  /**
   * Goes on with an average that was kept.
   *
   * @param averaged holds the averaged entries under the network's names
   */
  public void load(StateDict averaged) {
    for (Named<StateEntry> named : state()) {
      if (named.entry() != updates) {
        ModuleState.assign(named.entry(), averaged.get(named.name()));
      }
    }
    updates.set(1);
  }

  /** Copies the network, unless it was updated before. */
  public void begin() {
    if (updates.value() == 0) {
      NativeWork.plain(() -> pairs.forEach(MovingAverage::copy));
    }
  }

  private static void copy(Pair pair) {
    if (pair.average() instanceof Counter counter) {
      counter.set(((Counter) pair.current()).value());
    } else {
      tensor(pair.average()).copy_(tensor(pair.current()));
    }
  }

  /** Moves the average towards the network, whose parameters were changed. */
  public void update() {
    NativeWork.plain(() -> pairs.forEach(this::follow));
    updates.increment();
  }

  private void follow(Pair pair) {
    if (pair.average() instanceof Counter counter) {
      long current = ((Counter) pair.current()).value();
      counter.set((long) (decay * counter.value() + (1 - decay) * current));
    } else {
      Tensor share = tensor(pair.current()).mul(new Scalar(1 - decay));
      tensor(pair.average()).mul_(new Scalar(decay)).add_(share);
    }
  }

  private static Tensor tensor(StateEntry entry) {
    return entry instanceof Parameter parameter ? parameter.tensor() : ((Buffer) entry).tensor();
  }
}
