package io.kinespark.spark.preprocess;

import io.kinespark.spark.storage.WholeFiles;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A file that says who holds a lock. Whoever creates it has the lock. */
sealed interface LockFile permits LocalLockFile, StoredLockFile {

  /**
   * The lock file of a folder. A mount table is followed to the file system that the folder really
   * lies on, since that one decides what creating a file means.
   *
   * @param files a file system
   * @param folder the folder; it is made
   * @param name the file's name
   * @throws IOException if the folder cannot be made
   */
  static LockFile in(FileSystem files, Path folder, String name) throws IOException {
    Path real;
    try {
      files.mkdirs(folder);
      real = files.resolvePath(folder);
    } catch (IOException | FSError e) {
      throw WholeFiles.failure(new Path(folder, name), e);
    }
    Path file = new Path(real, name);
    FileSystem store = real.getFileSystem(files.getConf());
    return store instanceof LocalFileSystem local
        ? new LocalLockFile(file, local.pathToFile(file).toPath())
        : new StoredLockFile(store, file);
  }

  /** Where it lies. */
  Path path();

  /** Another lock file beside this one. */
  LockFile beside(String name);

  /** Whether of several that create it at the same moment just one is told that it has. */
  boolean createdByOneOnly();

  /**
   * Creates the file, if there is none.
   *
   * @param text what it says
   * @return whether there was none
   * @throws IOException if there is none and it cannot be made
   */
  boolean create(String text) throws IOException;

  /**
   * Writes the file again.
   *
   * @throws IOException if it cannot be written
   */
  void replace(String text) throws IOException;

  /**
   * What the file says, which may be half of a text while it is written.
   *
   * @return empty if there is no file
   * @throws IOException if the file system fails
   */
  Optional<String> read() throws IOException;

  /** Deletes the file, if there is one. */
  void delete() throws IOException;
}
