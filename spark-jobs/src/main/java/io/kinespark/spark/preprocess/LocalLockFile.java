package io.kinespark.spark.preprocess;

import io.kinespark.spark.storage.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;

/**
 * A lock on a local disk or a mounted one. Hadoop's local file system looks whether a file exists
 * and then creates it, so that two may do so at a time; here the operating system is asked to do
 * both in one. Later texts replace the file whole, so that nobody reads half of one.
 *
 * @param path the file
 * @param file the same for the operating system
 */
record LocalLockFile(Path path, java.nio.file.Path file) implements LockFile {

  @Override
  public LockFile beside(String name) {
    return new LocalLockFile(new Path(path.getParent(), name), file.resolveSibling(name));
  }

  @Override
  public boolean createdByOneOnly() {
    return true;
  }

  @Override
  public boolean create(String text) throws IOException {
    try {
      if (!file.toFile().createNewFile()) {
        return false;
      }
    } catch (IOException e) {
      throw WholeFiles.failure(path, e);
    }
    replace(text);
    return true;
  }

  @Override
  public void replace(String text) throws IOException {
    java.nio.file.Path whole =
        file.resolveSibling(WholeFiles.unfinished(path, UUID.randomUUID().toString()).getName());
    try {
      Files.writeString(whole, text);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(whole);
      throw WholeFiles.failure(path, e);
    }
  }

  @Override
  public Optional<String> read() throws IOException {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
