package io.kinespark.spark.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Writes one checkpoint, its manifest last, or leaves nothing of it. */
final class CheckpointWriter {

  private final FileSystem files;
  private final Path folder;
  private final FreeSpace space;
  private Path writing;

  /**
   * A writer.
   *
   * @param folder the checkpoint's, which is made
   */
  CheckpointWriter(FileSystem files, Path folder, FreeSpace space) {
    this.files = files;
    this.folder = folder;
    this.space = space;
    this.writing = folder;
  }

  Checkpoint write(RunIdentity run, CheckpointInfo info, Map<String, CheckpointFile> contents)
      throws IOException {
    try {
      makeFolder();
      Map<String, CheckpointManifest.Entry> entries = new TreeMap<>();
      for (Map.Entry<String, CheckpointFile> content : contents.entrySet()) {
        entries.put(content.getKey(), write(content.getKey(), content.getValue()));
      }
      var manifest = new CheckpointManifest(run, info, entries);
      byte[] json = manifest.toJson();
      write(CheckpointManifest.NAME, out -> out.write(json));
      return new Checkpoint(files, folder, manifest);
    } catch (IOException | FSError e) {
      throw discarded(space.failure(writing, contents, e));
    }
  }

  private IOException discarded(IOException failure) {
    try {
      remove(files, folder);
    } catch (IOException | FSError e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /**
   * Deletes a checkpoint. Its manifest goes first: what is left if this is interrupted is one that
   * was never finished.
   */
  static void remove(FileSystem files, Path folder) throws IOException {
    files.delete(new Path(folder, CheckpointManifest.NAME), false);
    files.delete(folder, true);
  }

  private void makeFolder() throws IOException {
    if (files.mkdirs(folder)) {
      return;
    }
    // Hadoop's local file systems do not say why.
    if (files instanceof LocalFileSystem local) {
      Files.createDirectories(local.pathToFile(folder).toPath());
    } else if (files instanceof RawLocalFileSystem local) {
      Files.createDirectories(local.pathToFile(folder).toPath());
    } else {
      throw new IOException("the folder cannot be made");
    }
  }

  private CheckpointManifest.Entry write(String name, CheckpointFile content) throws IOException {
    writing = new Path(folder, name);
    MessageDigest digest = Digests.sha256();
    long bytes;
    try (FSDataOutputStream out = files.create(writing, false)) {
      OutputStream digested = new DigestOutputStream(out, digest);
      content.writeTo(digested);
      digested.flush();
      out.hsync();
      bytes = out.getPos();
    }
    long stored = files.getFileStatus(writing).getLen();
    if (stored != bytes) {
      throw new IOException("it holds " + stored + " of " + bytes + " bytes after closing");
    }
    return new CheckpointManifest.Entry(bytes, Digests.hex(digest));
  }
}
