package io.kinespark.spark.checkpoint;

import io.kinespark.spark.storage.Pause;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;

/** A committed checkpoint. Its files are checked against the manifest as they are read. */
public final class Checkpoint {

  private static final int BUFFER = 1 << 20;
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final FileSystem files;
  private final Path folder;
  private final CheckpointManifest manifest;

  Checkpoint(FileSystem files, Path folder, CheckpointManifest manifest) {
    this.files = files;
    this.folder = folder;
    this.manifest = manifest;
  }

  /** The checkpoint's folder. */
  public Path folder() {
    return folder;
  }

  /** Where in the run it was taken. */
  public CheckpointInfo info() {
    return manifest.info();
  }

  /** Whether the checkpoint holds a file of this name. */
  public boolean has(String name) {
    return manifest.files().containsKey(name);
  }

  /** The run that it is of. */
  public RunIdentity run() {
    return manifest.run();
  }

  /** Bytes of all its files but the manifest. */
  public long bytes() {
    return manifest.bytes();
  }

  /**
   * The whole content of a file.
   *
   * @throws CheckpointCorruptException when it is missing, cannot be read or differs from the
   *     manifest
   */
  public byte[] read(String name) throws IOException {
    return repeatedly(
        name,
        () -> {
          var content = new ByteArrayOutputStream(Math.toIntExact(entry(name).bytes()));
          copy(name, content);
          return content.toByteArray();
        });
  }

  /**
   * Reads every file once.
   *
   * @throws CheckpointCorruptException at the first that cannot be read or differs from the
   *     manifest
   */
  public void verify() throws IOException {
    for (String name : manifest.files().keySet()) {
      repeatedly(
          name,
          () -> {
            copy(name, OutputStream.nullOutputStream());
            return name;
          });
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /** Reads again where a file system fails, which may pass. */
  private <T> T repeatedly(String name, Reading<T> reading) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return reading.read();
      } catch (CheckpointCorruptException | InterruptedIOException | ClosedByInterruptException e) {
        throw e;
      } catch (IOException | FSError e) {
        if (attempt == ATTEMPTS) {
          throw new CheckpointCorruptException(
              new Path(folder, name) + " cannot be read: " + e.getMessage(), e);
        }
        Pause.of(PAUSE, "while reading a checkpoint");
      }
    }
  }

  private void copy(String name, OutputStream target) throws IOException {
    CheckpointManifest.Entry entry = entry(name);
    Path path = new Path(folder, name);
    MessageDigest digest = Digests.sha256();
    try (InputStream in = files.open(path)) {
      IOUtils.copyBytes(in, new DigestOutputStream(target, digest), BUFFER, false);
    } catch (ChecksumException e) {
      throw new CheckpointCorruptException(path + " fails the file system's checksum", e);
    }
    String found = Digests.hex(digest);
    if (!found.equals(entry.sha256())) {
      throw new CheckpointCorruptException(
          path + " has SHA-256 " + found + ", the manifest says " + entry.sha256());
    }
  }

  /** What the manifest says of a file that is there in the same length. */
  private CheckpointManifest.Entry entry(String name) throws IOException {
    CheckpointManifest.Entry entry = manifest.files().get(name);
    Path path = new Path(folder, name);
    if (entry == null) {
      throw new CheckpointCorruptException(path + " is not part of the checkpoint");
    }
    FileStatus status;
    try {
      status = files.getFileStatus(path);
    } catch (FileNotFoundException e) {
      throw new CheckpointCorruptException(path + " is missing", e);
    }
    if (status.getLen() != entry.bytes()) {
      throw new CheckpointCorruptException(
          path + " has " + status.getLen() + " bytes, the manifest says " + entry.bytes());
    }
    return entry;
  }
}
