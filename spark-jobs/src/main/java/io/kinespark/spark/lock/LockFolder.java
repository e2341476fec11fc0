package io.kinespark.spark.lock;

import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.storage.WholeFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder with the claims to an output, each a file that says whose it is; another one beside it
 * marks the claim that holds. Nobody writes a file of someone else, and only a claim that is given
 * up or left behind is deleted.
 */
final class LockFolder {

  static final String NAME = ".lock";
  private static final String HELD = ".held";

  /** The folder may vanish between being made and being written to, when another job is done. */
  private static final int ATTEMPTS = 5;

  private final FileSystem files;
  private final Path output;
  private final Path folder;
  private final boolean madeOutput;

  private LockFolder(FileSystem files, Path output, boolean madeOutput) {
    this.files = files;
    this.output = output;
    this.folder = new Path(output, NAME);
    this.madeOutput = madeOutput;
  }

  /**
   * A claim.
   *
   * @param name of its file; the earlier of two comes first in order
   * @param held whether it is the one that holds
   * @param changed when it last gave a sign of life, in milliseconds of the file system's clock
   */
  record Claim(String name, boolean held, long changed) {}

  /**
   * The lock of an output, which is made. A mount table is followed to the file system that the
   * output really lies on.
   */
  static LockFolder in(FileSystem files, Path output) throws IOException {
    Path real;
    boolean made;
    try {
      made = !files.exists(output);
      files.mkdirs(output);
      real = files.resolvePath(output);
    } catch (IOException | FSError e) {
      throw WholeFiles.failure(new Path(output, NAME), e);
    }
    FileSystem store = Locations.fileSystem(real, files.getConf());
    LockFolder lock =
        new LockFolder(
            store instanceof LocalFileSystem local ? local.getRawFileSystem() : store, real, made);
    if (lock.files.exists(lock.folder) && lock.files.getFileStatus(lock.folder).isFile()) {
      throw new OutputLockedException(
          lock.folder
              + " was left by an earlier version of this program; delete it if no job of that"
              + " version is at work there");
    }
    return lock;
  }

  /** The output, as its own file system names it. */
  Path output() {
    return output;
  }

  /** Puts a claim and answers its name. */
  String claim(LockHolder holder) throws IOException {
    String name = "%013d-%s".formatted(holder.since().toEpochMilli(), UUID.randomUUID());
    for (int attempt = 1; ; attempt++) {
      try {
        write(name, holder.text());
        return name;
      } catch (FileNotFoundException e) {
        if (attempt == ATTEMPTS) {
          throw WholeFiles.failure(path(name), e);
        }
      } catch (IOException | FSError e) {
        throw withdrawn(name, WholeFiles.failure(path(name), e));
      }
    }
  }

  private IOException withdrawn(String name, IOException failure) {
    try {
      remove(name);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /** Marks a claim as the one that holds. */
  void hold(String claim) throws IOException {
    try {
      write(claim + HELD, "");
    } catch (IOException | FSError e) {
      throw WholeFiles.failure(path(claim + HELD), e);
    }
  }

  private void write(String name, String text) throws IOException {
    try (OutputStream out = files.create(path(name), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All claims, in the order of their names. */
  List<Claim> claims() throws IOException {
    FileStatus[] found;
    try {
      found = files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return List.of();
    }
    Set<String> held = new HashSet<>();
    Map<String, Long> changed = new HashMap<>();
    for (FileStatus file : found) {
      String name = file.getPath().getName();
      if (name.endsWith(HELD)) {
        held.add(name.substring(0, name.length() - HELD.length()));
      } else {
        changed.put(name, file.getModificationTime());
      }
    }
    List<Claim> claims = new ArrayList<>();
    changed.forEach((name, time) -> claims.add(new Claim(name, held.contains(name), time)));
    claims.sort((a, b) -> a.name().compareTo(b.name()));
    return claims;
  }

  /** Whose a claim is; empty while that is being written, and after it is gone. */
  Optional<LockHolder> holder(String claim) throws IOException {
    try (InputStream in = files.open(path(claim))) {
      return LockHolder.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Gives a sign of life: another time, and where a file system keeps none that can be set, the
   * same text written again.
   *
   * @throws FileNotFoundException if the claim is gone
   */
  void beat(String claim, LockHolder holder) throws IOException {
    Path file = path(claim);
    long before = files.getFileStatus(file).getModificationTime();
    files.setTimes(file, System.currentTimeMillis(), -1);
    if (files.getFileStatus(file).getModificationTime() == before) {
      write(claim, holder.text());
    }
  }

  /** Deletes a claim, if it is there. */
  void remove(String claim) throws IOException {
    files.delete(path(claim + HELD), false);
    files.delete(path(claim), false);
  }

  /** Deletes the folder if there is no claim any more, and the output if nothing was put there. */
  void tidy() throws IOException {
    if (deleteEmpty(folder) && madeOutput) {
      deleteEmpty(output);
    }
  }

  /** Another job may put a claim there at the same moment. */
  private boolean deleteEmpty(Path parent) throws IOException {
    try {
      return files.listStatus(parent).length == 0 && files.delete(parent, false);
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      if (files.exists(parent) && files.listStatus(parent).length == 0) {
        throw e;
      }
      return false;
    }
  }

  private Path path(String name) {
    return new Path(folder, name);
  }
}
