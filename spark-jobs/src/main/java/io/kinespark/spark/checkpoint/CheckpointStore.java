package io.kinespark.spark.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run, as folders {@code iteration-00001234.<attempt>} below a root. Which
 * is newest follows from the iteration in the name, of equals from the attempt, which counts up;
 * never from a file's time. Only the driver of the job that holds the run's output writes.
 */
public final class CheckpointStore {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  private static final String ASIDE = "damaged-";

  private final FileSystem files;
  private final Path root;
  private final RunIdentity run;
  private Optional<Path> written = Optional.empty();

  /** A store below a root folder, which need not exist yet. */
  public CheckpointStore(FileSystem files, Path root) {
    this(files, files.makeQualified(root), RunIdentity.UNKNOWN);
  }

  private CheckpointStore(FileSystem files, Path root, RunIdentity run) {
    this.files = files;
    this.root = root;
    this.run = run;
  }

  /** The same store for the checkpoints that a run writes. */
  public CheckpointStore of(RunIdentity writer) {
    return new CheckpointStore(files, root, writer);
  }

  /** The folder that holds the checkpoints. */
  public Path root() {
    return root;
  }

  FreeSpace space() {
    return new FreeSpace(files, root);
  }

  /**
   * A checkpoint whose files are not what they were.
   *
   * @param folder its folder
   * @param reason what is wrong, naming the file
   */
  public record Damaged(Path folder, String reason) {}

  /**
   * The newest checkpoints.
   *
   * @param whole the newest all of whose files match its manifest
   * @param damaged those that are newer, the newest first
   */
  public record Newest(Optional<Checkpoint> whole, List<Damaged> damaged) {}

  /**
   * Writes a checkpoint and makes it visible by its manifest, last.
   *
   * @param info where in the run it is taken
   * @param contents its files by name
   * @return the committed checkpoint
   * @throws NoSpaceException when there is no room for it; nothing is left of it then
   * @throws IOException when anything cannot be written; nothing is left of it then
   */
  public Checkpoint commit(CheckpointInfo info, Map<String, CheckpointFile> contents)
      throws IOException {
    Path folder = newName(info.iterations()).in(root);
    Checkpoint checkpoint = new CheckpointWriter(files, folder, space()).write(run, info, contents);
    written = Optional.of(folder);
    return checkpoint;
  }

  /** Attempts sort as they were made, whatever the clock. */
  private CheckpointName newName(int iterations) throws IOException {
    long last = folders().stream().mapToLong(CheckpointStore::attempt).max().orElse(0);
    return new CheckpointName(iterations, Math.max(System.currentTimeMillis(), last + 1));
  }

  private static long attempt(Path folder) {
    return CheckpointName.of(folder).orElseThrow().attempt();
  }

  /** The newest checkpoint all of whose files match its manifest. */
  public Optional<Checkpoint> latest() throws IOException {
    return newest().whole();
  }

  /** The newest checkpoint all of whose files match its manifest, and newer ones that do not. */
  public Newest newest() throws IOException {
    List<Damaged> damaged = new ArrayList<>();
    for (Path folder : folders()) {
      Optional<Checkpoint> whole = whole(folder, damaged);
      if (whole.isPresent()) {
        return new Newest(whole, damaged);
      }
    }
    return new Newest(Optional.empty(), damaged);
  }

  /** Reads a checkpoint whole; notes it if it is damaged, but not if it was never finished. */
  Optional<Checkpoint> whole(Path folder, List<Damaged> damaged) throws IOException {
    try {
      Checkpoint checkpoint = open(folder);
      checkpoint.verify();
      return Optional.of(checkpoint);
    } catch (FileNotFoundException e) {
      LOG.info("{} has no manifest: a checkpoint that was never finished", folder);
    } catch (CheckpointCorruptException e) {
      LOG.warn("{}; the checkpoint is passed over", e.getMessage());
      damaged.add(new Damaged(folder, e.getMessage()));
    }
    return Optional.empty();
  }

  /** All committed checkpoints, the newest first; their files are not read. */
  public List<Checkpoint> committed() throws IOException {
    return committed(new ArrayList<>());
  }

  /**
   * As {@link #committed()}.
   *
   * @param damaged receives those whose manifest is damaged, so that nothing is known of them
   */
  public List<Checkpoint> committed(List<Damaged> damaged) throws IOException {
    List<Checkpoint> found = new ArrayList<>();
    for (Path folder : folders()) {
      try {
        found.add(open(folder));
      } catch (FileNotFoundException e) {
        LOG.debug("{} was never finished", folder);
      } catch (CheckpointCorruptException e) {
        damaged.add(new Damaged(folder, e.getMessage()));
      }
    }
    return found;
  }

  /**
   * The whole checkpoint that validated best, the newest of equals: the one with the highest mean
   * average precision where any has one, otherwise the one with the highest top-1. Those that are
   * damaged are named in the log and passed over.
   */
  public Optional<Checkpoint> best() throws IOException {
    for (Checkpoint checkpoint : ranked(committed())) {
      Optional<Checkpoint> whole = whole(checkpoint.folder(), new ArrayList<>());
      if (whole.isPresent()) {
        return whole;
      }
    }
    return Optional.empty();
  }

  /** Those of some checkpoints that were validated, the best first; their files are not read. */
  public static List<Checkpoint> ranked(List<Checkpoint> checkpoints) {
    boolean precision = checkpoints.stream().anyMatch(c -> measure(c, true).isPresent());
    return checkpoints.stream()
        .filter(c -> measure(c, precision).isPresent())
        .sorted(
            Comparator.comparingDouble((Checkpoint c) -> measure(c, precision).getAsDouble())
                .thenComparingInt(c -> c.info().iterations())
                .reversed())
        .toList();
  }

  private static OptionalDouble measure(Checkpoint checkpoint, boolean precision) {
    CheckpointInfo info = checkpoint.info();
    return precision ? info.meanAveragePrecision() : info.top1();
  }

  /**
   * Opens the checkpoint in a folder without reading its files.
   *
   * @throws FileNotFoundException when the folder has no manifest
   * @throws CheckpointCorruptException when its manifest is damaged, cannot be read, or is that of
   *     another iteration than the folder is named after
   */
  public Checkpoint open(Path folder) throws IOException {
    Path path = new Path(folder, CheckpointManifest.NAME);
    CheckpointManifest manifest = CheckpointManifest.parse(read(path), path.toString());
    Optional<CheckpointName> name = CheckpointName.of(folder);
    if (name.isPresent() && name.get().iterations() != manifest.info().iterations()) {
      throw new CheckpointCorruptException(
          path + " is of iteration " + manifest.info().iterations() + ", its folder is not");
    }
    return new Checkpoint(files, folder, manifest);
  }

  private byte[] read(Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return in.readAllBytes();
    } catch (ChecksumException e) {
      throw new CheckpointCorruptException(path + " fails the file system's checksum", e);
    } catch (FileNotFoundException | InterruptedIOException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException | FSError e) {
      throw new CheckpointCorruptException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Deletes all but the newest checkpoints and the best, and what unfinished attempts older than
   * the newest have left. Those that stay are read whole first; damaged ones among them do not
   * count and are set aside. The one that this store wrote last counts first, and none beyond it is
   * touched.
   *
   * @param keep how many of the newest stay, at least 1
   * @param keepBest whether the one that validated best stays too
   * @throws CheckpointCorruptException if the one that was written last is damaged; nothing is
   *     deleted then
   */
  public void prune(int keep, boolean keepBest) throws IOException {
    List<Path> folders = folders();
    Optional<Path> last =
        written.filter(own -> folders.stream().allMatch(each -> attempt(each) <= attempt(own)));
    List<Path> own =
        folders.subList(Math.max(0, last.map(folders::indexOf).orElse(0)), folders.size());
    if (own.size() > keep) {
      new Retention(this).prune(own, last, Math.max(1, keep), keepBest);
    }
  }

  /**
   * Deletes the oldest checkpoints until there is room for another, but never the newest whole one.
   *
   * @param needed bytes of the other
   * @param keepBest whether the one that validated best stays, too
   * @return how many were deleted
   */
  public int makeRoom(long needed, boolean keepBest) throws IOException {
    return new Retention(this).makeRoom(needed, keepBest);
  }

  /**
   * Deletes what attempts that did not finish have left.
   *
   * @return their folders
   */
  public List<Path> deleteUnfinished() throws IOException {
    List<Path> deleted = new ArrayList<>();
    for (Path folder : folders()) {
      if (!files.exists(new Path(folder, CheckpointManifest.NAME))) {
        remove(folder);
        deleted.add(folder);
      }
    }
    return deleted;
  }

  /**
   * Gives a damaged checkpoint another name, under which nothing looks for checkpoints.
   *
   * @return where it is now
   */
  public Path setAside(Damaged damaged) throws IOException {
    Path target = new Path(root, ASIDE + damaged.folder().getName());
    if (!files.rename(damaged.folder(), target)) {
      throw new IOException(
          damaged.folder() + " is damaged and cannot be renamed to " + target.getName());
    }
    LOG.warn("{} is damaged and now named {}", damaged.folder(), target.getName());
    return target;
  }

  void remove(Path folder) throws IOException {
    CheckpointWriter.remove(files, folder);
  }

  /** Folders that are named like checkpoints, the newest first. */
  private List<Path> folders() throws IOException {
    FileStatus[] children;
    try {
      children = files.listStatus(root);
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return Arrays.stream(children)
        .filter(FileStatus::isDirectory)
        .map(FileStatus::getPath)
        .filter(folder -> CheckpointName.of(folder).isPresent())
        .sorted(CheckpointName.NEWEST_FIRST)
        .toList();
  }
}
