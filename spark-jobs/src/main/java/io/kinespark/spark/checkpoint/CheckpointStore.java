package io.kinespark.spark.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run, as folders {@code iteration-00001234.<attempt>} below a root. Which
 * is newest follows from the iteration in the name, never from a file's time. Only the driver
 * writes; an attempt's unique suffix and the manifest's create-once keep a forgotten attempt from
 * touching another's checkpoint.
 */
public final class CheckpointStore {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  private static final Pattern FOLDER = Pattern.compile("iteration-(\\d{8,10})\\.[0-9a-f]{8,}");

  private final FileSystem files;
  private final Path root;

  /** A store below a root folder, which need not exist yet. */
  public CheckpointStore(FileSystem files, Path root) {
    this.files = files;
    this.root = files.makeQualified(root);
  }

  /** The folder that holds the checkpoints. */
  public Path root() {
    return root;
  }

  /**
   * Writes a checkpoint and makes it visible by its manifest, last.
   *
   * @param info where in the run it is taken
   * @param contents its files by name
   * @return the committed checkpoint
   * @throws IOException when anything cannot be written; nothing is visible then
   */
  public Checkpoint commit(CheckpointInfo info, Map<String, CheckpointFile> contents)
      throws IOException {
    String attempt = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    Path folder = new Path(root, String.format("iteration-%08d.%s", info.iterations(), attempt));
    if (!files.mkdirs(folder)) {
      throw new IOException("cannot make the checkpoint folder " + folder);
    }
    Map<String, Manifest.Entry> entries = new TreeMap<>();
    for (Map.Entry<String, CheckpointFile> content : contents.entrySet()) {
      entries.put(content.getKey(), write(new Path(folder, content.getKey()), content.getValue()));
    }
    var manifest = new Manifest(info, entries);
    byte[] json = manifest.toJson();
    write(new Path(folder, Manifest.NAME), out -> out.write(json));
    return new Checkpoint(files, folder, manifest);
  }

  private Manifest.Entry write(Path path, CheckpointFile content) throws IOException {
    MessageDigest digest = Digests.sha256();
    long bytes;
    try (FSDataOutputStream out = files.create(path, false)) {
      OutputStream digested = new DigestOutputStream(out, digest);
      content.writeTo(digested);
      digested.flush();
      out.hsync();
      bytes = out.getPos();
    }
    long stored = files.getFileStatus(path).getLen();
    if (stored != bytes) {
      throw new IOException(path + " holds " + stored + " of " + bytes + " bytes after closing");
    }
    return new Manifest.Entry(bytes, Digests.hex(digest));
  }

  /**
   * The newest checkpoint all of whose files match its manifest. Those that do not are named in the
   * log and passed over.
   */
  public Optional<Checkpoint> latest() throws IOException {
    for (Path folder : folders()) {
      try {
        Checkpoint checkpoint = open(folder);
        checkpoint.verify();
        return Optional.of(checkpoint);
      } catch (FileNotFoundException e) {
        LOG.info("{} has no manifest: a checkpoint that was never finished", folder);
      } catch (CheckpointCorruptException e) {
        LOG.warn("{}; going back to the checkpoint before it", e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** All committed checkpoints, the newest first; their files are not read. */
  public List<Checkpoint> committed() throws IOException {
    List<Checkpoint> found = new ArrayList<>();
    for (Path folder : folders()) {
      try {
        found.add(open(folder));
      } catch (FileNotFoundException | CheckpointCorruptException e) {
        LOG.debug("{} is not a checkpoint: {}", folder, e.getMessage());
      }
    }
    return found;
  }

  /**
   * The committed checkpoint that validated best, the newest of equals: the one with the highest
   * mean average precision where any has one, otherwise the one with the highest top-1.
   */
  public Optional<Checkpoint> best() throws IOException {
    List<Checkpoint> committed = committed();
    return best(committed, CheckpointInfo::meanAveragePrecision)
        .or(() -> best(committed, CheckpointInfo::top1));
  }

  private static Optional<Checkpoint> best(
      List<Checkpoint> committed, Function<CheckpointInfo, OptionalDouble> measure) {
    return committed.stream()
        .filter(checkpoint -> measure.apply(checkpoint.info()).isPresent())
        .max(
            Comparator.comparingDouble((Checkpoint c) -> measure.apply(c.info()).getAsDouble())
                .thenComparingInt(c -> c.info().iterations()));
  }

  /**
   * Opens the checkpoint in a folder without reading its files.
   *
   * @throws FileNotFoundException when the folder has no manifest
   */
  public Checkpoint open(Path folder) throws IOException {
    Path path = new Path(folder, Manifest.NAME);
    byte[] json;
    try (var in = files.open(path)) {
      json = in.readAllBytes();
    } catch (org.apache.hadoop.fs.ChecksumException e) {
      throw new CheckpointCorruptException(path + " fails the file system's checksum", e);
    }
    return new Checkpoint(files, folder, Manifest.parse(json, path.toString()));
  }

  /**
   * Deletes all but the newest checkpoints and the best, and what unfinished attempts older than
   * the newest have left.
   *
   * @param keep how many of the newest stay, at least 1
   * @param keepBest whether the one that validated best stays too
   */
  public void prune(int keep, boolean keepBest) throws IOException {
    List<Checkpoint> committed = committed();
    if (committed.isEmpty()) {
      return;
    }
    Set<Path> kept = new HashSet<>();
    committed.stream().limit(Math.max(1, keep)).forEach(c -> kept.add(c.folder()));
    if (keepBest) {
      best().ifPresent(c -> kept.add(c.folder()));
    }
    int newest = committed.get(0).info().iterations();
    for (Path folder : folders()) {
      if (!kept.contains(folder) && iterationOf(folder) <= newest) {
        files.delete(folder, true);
      }
    }
  }

  /** Folders that are named like checkpoints, the newest first. */
  private List<Path> folders() throws IOException {
    List<Path> found = new ArrayList<>();
    FileStatus[] children;
    try {
      children = files.listStatus(root);
    } catch (FileNotFoundException e) {
      return found;
    }
    for (FileStatus child : children) {
      if (child.isDirectory() && FOLDER.matcher(child.getPath().getName()).matches()) {
        found.add(child.getPath());
      }
    }
    found.sort(
        Comparator.comparingInt(CheckpointStore::iterationOf)
            .thenComparing(Path::getName)
            .reversed());
    return found;
  }

  private static int iterationOf(Path folder) {
    Matcher name = FOLDER.matcher(folder.getName());
    return name.matches() ? Integer.parseInt(name.group(1)) : -1;
  }
}
