package io.kinespark.spark.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which checkpoints stay. One that is damaged never stands for one that is whole. */
final class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final CheckpointStore store;
  private final List<Checkpoint> kept = new ArrayList<>();
  private final List<CheckpointStore.Damaged> damaged = new ArrayList<>();
  private final List<Path> surplus = new ArrayList<>();

  Retention(CheckpointStore store) {
    this.store = store;
  }

  /**
   * Deletes what need not stay.
   *
   * @param folders the checkpoints' folders, the newest first
   * @param written the one among them that was just written
   * @param keep how many of the newest whole ones stay
   * @param keepBest whether the whole one that validated best stays, too
   * @throws CheckpointCorruptException if the one that was just written is damaged
   */
  void prune(List<Path> folders, Optional<Path> written, int keep, boolean keepBest)
      throws IOException {
    for (Path folder : folders) {
      if (kept.size() == keep) {
        surplus.add(folder);
      } else {
        keepIfWhole(folder);
        if (kept.isEmpty() && written.equals(Optional.of(folder))) {
          throw new CheckpointCorruptException(
              folder + " is damaged though it was just written; nothing older is deleted");
        }
      }
    }
    if (keepBest) {
      best().ifPresent(surplus::remove);
    }
    for (CheckpointStore.Damaged each : damaged) {
      store.setAside(each);
      surplus.remove(each.folder());
    }
    for (Path folder : surplus) {
      store.remove(folder);
    }
  }

  private void keepIfWhole(Path folder) throws IOException {
    int before = damaged.size();
    Optional<Checkpoint> whole = store.whole(folder, damaged);
    whole.ifPresent(kept::add);
    boolean unfinished = whole.isEmpty() && damaged.size() == before;
    if (unfinished && !kept.isEmpty()) {
      surplus.add(folder);
    }
  }

  /** The best of all, unless it is kept anyway. */
  private Optional<Path> best() throws IOException {
    List<Checkpoint> all = new ArrayList<>(kept);
    for (Checkpoint checkpoint : store.committed()) {
      if (surplus.contains(checkpoint.folder())) {
        all.add(checkpoint);
      }
    }
    for (Checkpoint checkpoint : CheckpointStore.ranked(all)) {
      if (kept.contains(checkpoint)) {
        return Optional.empty();
      }
      if (store.whole(checkpoint.folder(), damaged).isPresent()) {
        return Optional.of(checkpoint.folder());
      }
    }
    return Optional.empty();
  }

  /**
   * Deletes the oldest checkpoints until there is room, but never the newest whole one.
   *
   * @param needed bytes that are to be free
   * @param keepBest whether the whole one that validated best stays, too
   * @return how many were deleted
   */
  int makeRoom(long needed, boolean keepBest) throws IOException {
    Optional<Checkpoint> newest = store.latest();
    if (newest.isEmpty()) {
      return 0;
    }
    List<Path> stay = new ArrayList<>(List.of(newest.get().folder()));
    if (keepBest) {
      store.best().ifPresent(best -> stay.add(best.folder()));
    }
    List<Checkpoint> committed = store.committed();
    int deleted = 0;
    for (int i = committed.size() - 1; i >= 0; i--) {
      OptionalLong left = store.space().left();
      if (deleted > 0 && left.isPresent() && left.getAsLong() > needed) {
        return deleted;
      }
      Path folder = committed.get(i).folder();
      if (!stay.contains(folder)) {
        LOG.warn("{} is deleted to make room for the next checkpoint", folder);
        store.remove(folder);
        deleted++;
      }
    }
    return deleted;
  }
}
