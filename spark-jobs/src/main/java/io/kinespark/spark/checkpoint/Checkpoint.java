package io.kinespark.spark.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A committed checkpoint. Its files are checked against the manifest as they are read. */
public final class Checkpoint {

  private final FileSystem files;
  private final Path folder;
  private final Manifest manifest;

  Checkpoint(FileSystem files, Path folder, Manifest manifest) {
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

  /**
   * The whole content of a file.
   *
   * @throws CheckpointCorruptException when it is missing or differs from the manifest
   */
  public byte[] read(String name) throws IOException {
    Manifest.Entry entry = manifest.files().get(name);
    Path path = new Path(folder, name);
    if (entry == null) {
      throw new CheckpointCorruptException(path + " is not part of the checkpoint");
    }
    checkLength(path, entry);
    byte[] content;
    try (InputStream in = files.open(path)) {
      content = in.readAllBytes();
    } catch (org.apache.hadoop.fs.ChecksumException e) {
      throw new CheckpointCorruptException(path + " fails the file system's checksum", e);
    }
    MessageDigest digest = Digests.sha256();
    digest.update(content);
    String found = Digests.hex(digest);
    if (!found.equals(entry.sha256())) {
      throw new CheckpointCorruptException(
          path + " has SHA-256 " + found + ", the manifest says " + entry.sha256());
    }
    return content;
  }

  /**
   * Reads every file once.
   *
   * @throws CheckpointCorruptException at the first that differs from the manifest
   */
  public void verify() throws IOException {
    for (String name : manifest.files().keySet()) {
      read(name);
    }
  }

  private void checkLength(Path path, Manifest.Entry entry) throws IOException {
    FileStatus status;
    try {
      status = files.getFileStatus(path);
    } catch (java.io.FileNotFoundException e) {
      throw new CheckpointCorruptException(path + " is missing", e);
    }
    if (status.getLen() != entry.bytes()) {
      throw new CheckpointCorruptException(
          path + " has " + status.getLen() + " bytes, the manifest says " + entry.bytes());
    }
  }
}
