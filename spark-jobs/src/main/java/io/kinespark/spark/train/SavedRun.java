package io.kinespark.spark.train;

import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointStore;
import java.io.FileNotFoundException;
import java.io.IOException;
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
   * @throws io.kinespark.spark.checkpoint.CheckpointCorruptException if it is damaged
   */
  public static Checkpoint find(FileSystem files, Path location) throws IOException {
    return new SavedRun(files).find(files.makeQualified(location));
  }

  private Checkpoint find(Path location) throws IOException {
    String name = location.getName();
    if (isRun(location)) {
      CheckpointStore store = storeOf(location);
      Optional<Checkpoint> best = store.best();
      return best.isPresent() ? best.get() : latest(store);
    }
    if (name.equals(LATEST) && isRun(location.getParent())) {
      return latest(storeOf(location.getParent()));
    }
    if (name.equals(BEST) && isRun(location.getParent())) {
      return storeOf(location.getParent())
          .best()
          .orElseThrow(
              () ->
                  new FileNotFoundException(
                      "no checkpoint of the run "
                          + location.getParent()
                          + " was validated; use .../latest or the folder of a checkpoint"));
    }
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

  private boolean isRun(Path folder) throws IOException {
    return folder != null && files.exists(new Path(folder, RunFolder.CHECKPOINTS));
  }

  private CheckpointStore storeOf(Path run) {
    return new CheckpointStore(files, new Path(run, RunFolder.CHECKPOINTS));
  }

  private static Checkpoint latest(CheckpointStore store) throws IOException {
    return store
        .latest()
        .orElseThrow(
            () ->
                new FileNotFoundException(
                    "there is no complete checkpoint in "
                        + store.root()
                        + "; has the run written one yet?"));
  }
}
