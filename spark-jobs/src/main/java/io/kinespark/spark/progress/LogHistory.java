package io.kinespark.spark.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Records by iteration, of which a later attempt may take some back. Of more than a bound every
 * second one, then every fourth and so on is kept, evenly over the run.
 *
 * @param <R> the kind of record
 */
final class LogHistory<R extends TrainingRecord> {
  private final NavigableMap<Long, R> records = new TreeMap<>();
  private final int most;
  private long seen;
  private long stride = 1;

  /**
   * Without records.
   *
   * @param most never more than so many are kept
   */
  LogHistory(int most) {
    this.most = most;
  }

  void add(R record) {
    if (seen++ % stride == 0) {
      records.put(record.iteration(), record);
      if (records.size() > most) {
        thin();
      }
    }
  }

  private void thin() {
    stride *= 2;
    boolean keep = false;
    for (Long iteration : new ArrayList<>(records.keySet())) {
      keep = !keep;
      if (!keep) {
        records.remove(iteration);
      }
    }
  }

  /** Forgets what came after an iteration. */
  void goBackTo(long iteration) {
    records.tailMap(iteration, false).clear();
  }

  List<R> inOrder() {
    return List.copyOf(records.values());
  }
}
