package io.kinespark.spark.train;

import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.checkpoint.Checkpoint;
import io.kinespark.spark.checkpoint.CheckpointStore;
import io.kinespark.spark.checkpoint.CheckpointStore.Damaged;
import io.kinespark.spark.checkpoint.CheckpointStore.Newest;
import io.kinespark.spark.checkpoint.RunIdentity;
import io.kinespark.spark.config.TrainSettings.Resume;
import io.kinespark.spark.run.RunFolder;
import io.kinespark.spark.run.SavedRun;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an output holds of earlier tries, and what a run begins with because of it. An output is one
 * run without branches: a checkpoint of another output begins a run of its own there, and none of
 * the same output is gone back to while there are newer ones.
 */
final class RunHistory {

  private static final Logger LOG = LoggerFactory.getLogger(RunHistory.class);
  private static final int NAMED = 3;

  private final FileSystem files;
  private final Path file;
  private final CheckpointStore store;
  private final Configuration hadoop;

  RunHistory(FileSystem files, Path output, Configuration hadoop) {
    this.files = files;
    this.file = new Path(output, RunFolder.RUN);
    this.store = new CheckpointStore(files, new Path(output, RunFolder.CHECKPOINTS));
    this.hadoop = hadoop;
  }

  /** The checkpoints of the output. */
  CheckpointStore store() {
    return store;
  }

  /**
   * What a run begins with.
   *
   * @param run which run it is
   * @param checkpoint what it goes on from; empty if it begins with the first step
   * @param damaged newer checkpoints of the output, which cannot be gone on from
   */
  record Beginning(RunIdentity run, Optional<Checkpoint> checkpoint, List<Damaged> damaged) {}

  /**
   * Decides what a run begins with. Changes nothing.
   *
   * @throws IllegalArgumentException if what is asked for would mix runs or abandon checkpoints;
   *     the message names them and what to do
   */
  Beginning decide(Resume resume) throws IOException {
    Newest own = store.newest();
    boolean begun = own.whole().isPresent() || !own.damaged().isEmpty();
    Optional<RunIdentity> known = identity();
    if (resume instanceof Resume.Afresh) {
      if (begun) {
        throw new IllegalArgumentException(
            store.root()
                + " holds checkpoints of an earlier run and train.resume is none; choose another"
                + " train.output, or train.resume = auto to go on");
      }
      return new Beginning(RunIdentity.begin(), Optional.empty(), List.of());
    }
    if (resume instanceof Resume.From from) {
      Checkpoint asked = wholeAt(from.folder());
      boolean ownBranch = known.flatMap(RunIdentity::parent).filter(p -> p.is(asked)).isPresent();
      if (isOwn(asked)) {
        requireNewest(asked, own);
      } else if (!begun) {
        return new Beginning(
            ownBranch ? known.get() : RunIdentity.branchOf(asked), Optional.of(asked), List.of());
      } else if (!ownBranch) {
        throw new IllegalArgumentException(
            "%s holds checkpoints of a run that did not begin with %s; choose another train.output, where that begins a run of its own, or train.resume = auto to go on"
                .formatted(store.root(), asked.folder()));
      }
    }
    return goOn(own, known);
  }

  /** Which run the output is: what its file says, or else its checkpoints. */
  private Optional<RunIdentity> identity() throws IOException {
    Optional<RunIdentity> noted = RunIdentity.read(files, file);
    Set<String> ids = new TreeSet<>();
    Optional<RunIdentity> written = Optional.empty();
    for (Checkpoint checkpoint : store.committed()) {
      if (!checkpoint.run().id().isEmpty()) {
        ids.add(checkpoint.run().id());
        written = Optional.of(checkpoint.run());
      }
    }
    noted.ifPresent(run -> ids.add(run.id()));
    if (ids.size() > 1) {
      throw new IllegalArgumentException(
          "%s holds checkpoints of several runs, %s; their manifests say which is whose. Leave those of one run there and choose another train.output for the others"
              .formatted(store.root(), String.join(" and ", ids)));
    }
    return noted.isPresent() ? noted : written;
  }

  private boolean isOwn(Checkpoint asked) throws IOException {
    return files.exists(new Path(store.root(), asked.folder().getName()));
  }

  private Checkpoint wholeAt(String location) throws IOException {
    Path folder = Locations.path(location);
    FileSystem where = Locations.fileSystem(folder, hadoop);
    Checkpoint checkpoint = SavedRun.open(where, where.makeQualified(folder));
    checkpoint.verify();
    return checkpoint;
  }

  private void requireNewest(Checkpoint asked, Newest own) throws IOException {
    String name = asked.folder().getName();
    if (own.whole().isPresent() && own.whole().get().folder().getName().equals(name)) {
      return;
    }
    List<String> newer =
        store.committed().stream()
            .map(checkpoint -> checkpoint.folder().getName())
            .takeWhile(other -> !other.equals(name))
            .toList();
    throw new IllegalArgumentException(
        "train.resume is %s, but the run went on to %s%s; choose another train.output, where it begins a branch of this run, or train.resume = auto to go on from the newest"
            .formatted(
                asked.folder(),
                newer.stream().limit(NAMED).collect(Collectors.joining(", ")),
                newer.size() > NAMED ? " and " + (newer.size() - NAMED) + " more" : ""));
  }

  private Beginning goOn(Newest own, Optional<RunIdentity> known) throws IOException {
    RunIdentity run = known.orElseGet(RunIdentity::begin);
    if (own.whole().isPresent()) {
      return new Beginning(run, own.whole(), own.damaged());
    }
    if (!own.damaged().isEmpty()) {
      throw new IllegalArgumentException(
          "none of the checkpoints in %s is whole (%s); move them away to begin anew, or choose another train.output"
              .formatted(
                  store.root(),
                  own.damaged().stream()
                      .map(Damaged::reason)
                      .limit(NAMED)
                      .collect(Collectors.joining("; "))));
    }
    Optional<RunIdentity.Parent> parent = run.parent();
    return new Beginning(
        run,
        parent.isPresent() ? Optional.of(wholeAt(parent.get().checkpoint())) : Optional.empty(),
        List.of());
  }

  /**
   * Makes the output ready for what was decided: what attempts that did not finish have left goes,
   * newer checkpoints that are damaged get another name, and the run is noted.
   */
  void begin(Beginning beginning) throws IOException {
    for (Path folder : store.deleteUnfinished()) {
      LOG.info("{} was never finished and is deleted", folder);
    }
    for (Damaged damaged : beginning.damaged()) {
      store.setAside(damaged);
    }
    if (!RunIdentity.read(files, file).equals(Optional.of(beginning.run()))) {
      beginning.run().write(files, file);
    }
  }
}
