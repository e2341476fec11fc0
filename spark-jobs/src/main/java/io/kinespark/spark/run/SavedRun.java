package io.kinespark.spark.run;

import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointCorruptException;
import io.kinespark.spark.checkpoint.CheckpointStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the checkpoint that a user means by a folder. */
public final class SavedRun {
  private static final String BEST = "best";
  private static final String LATEST = "latest";

  private final FileSystem files;

  private SavedRun(FileSystem files) {
    this.files = files;
  }

  /**
   * Finds a checkpoint.
   *
   * @param files the file system
   * @param location folder of a checkpoint; output of a run, of which the best checkpoint is taken
   *     or the newest where none was validated; or that output followed by {@code best} or {@code
   *     latest}
   * @throws FileNotFoundException if there is none; the message says what was looked for
   * @throws CheckpointCorruptException if the best or newest is damaged, naming the next that is
   *     not; the files of a checkpoint that is given by its folder are checked as they are read
   */
  public static Checkpoint find(FileSystem files, Path location) throws IOException {
    return new SavedRun(files).find(files.makeQualified(location));
  }

  private Checkpoint find(Path location) throws IOException {
    String name = location.getName();
    if (isRun(location)) {
      CheckpointStore store = storeOf(location);
      Optional<Checkpoint> best = best(store);
      return best.isPresent() ? best.get() : newest(store);
    }
    if (name.equals(LATEST) && isRun(location.getParent())) {
      return newest(storeOf(location.getParent()));
    }
    if (name.equals(BEST) && isRun(location.getParent())) {
      return best(storeOf(location.getParent()))
          .orElseThrow(
              () ->
                  new FileNotFoundException(
                      "no checkpoint of the run "
                          + location.getParent()
                          + " was validated; use .../latest or the folder of a checkpoint"));
    }
    return open(files, location);
  }

  /**
   * Opens the checkpoint in a folder.
   *
   * @throws FileNotFoundException if there is none; the message says what was looked for
   */
  public static Checkpoint open(FileSystem files, Path location) throws IOException {
    try {
      return new CheckpointStore(files, location.getParent()).open(location);
    } catch (FileNotFoundException e) {
      FileNotFoundException none =
          new FileNotFoundException(
              "there is no checkpoint at "
                  + location
                  + "; what is looked for is the output of a run, a folder "
                  + RunFolder.CHECKPOINTS
                  + "/iteration-... in it, or a file of weights");
      none.initCause(e);
      throw none;
    }
  }

  /**
   * The one that validated best, empty if none was validated, or an error: another one is not what
   * was asked for.
   */
  private static Optional<Checkpoint> best(CheckpointStore store) throws IOException {
    List<CheckpointStore.Damaged> damaged = new ArrayList<>();
    List<Checkpoint> ranked = CheckpointStore.ranked(store.committed(damaged));
    if (!damaged.isEmpty()) {
      throw instead(damaged.get(0).reason(), "may have validated best", store.best(), null);
    }
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    try {
      ranked.get(0).verify();
      return Optional.of(ranked.get(0));
    } catch (CheckpointCorruptException e) {
      throw instead(e.getMessage(), "validated best", store.best(), e);
    }
  }

  /** The newest one, or an error: an older one is not what was asked for. */
  private static Checkpoint newest(CheckpointStore store) throws IOException {
    CheckpointStore.Newest newest = store.newest();
    if (!newest.damaged().isEmpty()) {
      throw instead(newest.damaged().get(0).reason(), "is the newest", newest.whole(), null);
    }
    return newest
        .whole()
        .orElseThrow(
            () ->
                new FileNotFoundException(
                    "there is no complete checkpoint in "
                        + store.root()
                        + "; has the run written one yet?"));
  }

  private static CheckpointCorruptException instead(
      String damage, String which, Optional<Checkpoint> whole, Throwable cause) {
    return new CheckpointCorruptException(
        "%s. It %s and no other is taken in its place; %s"
            .formatted(
                damage,
                which,
                whole
                    .map(
                        other ->
                            "the next that is whole is %s (iteration %d, %s): give that folder to use it"
                                .formatted(
                                    other.folder(),
                                    other.info().iterations(),
                                    other.info().validation()))
                    .orElse("none of the run's is whole")),
        cause);
  }

  private boolean isRun(Path folder) throws IOException {
    return folder != null && files.exists(new Path(folder, RunFolder.CHECKPOINTS));
  }

  private CheckpointStore storeOf(Path run) {
    return new CheckpointStore(files, new Path(run, RunFolder.CHECKPOINTS));
  }
}
