package io.kinespark.spark.preprocess;

import io.kinespark.spark.storage.WholeFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A lock on any of Hadoop's file systems. HDFS creates a file for one client only. Object stores
 * look whether there is one and write it when the stream is closed: the last of several that do so
 * at a time has it, and the others find that out by reading it.
 *
 * @param files the file system
 * @param path the file
 */
record StoredLockFile(FileSystem files, Path path) implements LockFile {

  @Override
  public LockFile beside(String name) {
    return new StoredLockFile(files, new Path(path.getParent(), name));
  }

  @Override
  public boolean createdByOneOnly() {
    return "hdfs".equals(files.getUri().getScheme());
  }

  @Override
  public boolean create(String text) throws IOException {
    try {
      write(text, false);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException | FSError e) {
      if (files.exists(path)) {
        return false;
      }
      throw WholeFiles.failure(path, e);
    }
  }

  @Override
  public void replace(String text) throws IOException {
    try {
      write(text, true);
    } catch (FSError e) {
      throw WholeFiles.failure(path, e);
    }
  }

  private void write(String text, boolean overwrite) throws IOException {
    try (OutputStream out = files.create(path, overwrite)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public Optional<String> read() throws IOException {
    FileStatus status;
    try {
      status = files.getFileStatus(path);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    try (InputStream in = files.open(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      // It is being written, or its writer has died over it: the time tells the one from the other.
      return Optional.of("cannot be read since " + status.getModificationTime());
    }
  }

  @Override
  public void delete() throws IOException {
    files.delete(path, false);
  }
}
