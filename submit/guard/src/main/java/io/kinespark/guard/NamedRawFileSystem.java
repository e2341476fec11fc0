package io.kinespark.guard;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hadoop's local disk without checksums, which refuses names that the platform cannot express, in
 * paths and in listings, where Hadoop leaves them out.
 */
final class NamedRawFileSystem extends RawLocalFileSystem {
  private static final Logger LOG = LoggerFactory.getLogger(NamedRawFileSystem.class);
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    requireExpressible(file);
    return super.open(file, bufferSize);
  }

  @Override
  public FSDataOutputStream append(Path file, int bufferSize, Progressable progress)
      throws IOException {
    requireExpressible(file);
    return super.append(file, bufferSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    requireExpressible(file);
    return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    requireExpressible(file);
    return super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream createNonRecursive(
      Path file,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    requireExpressible(file);
    return super.createNonRecursive(
        file, permission, flags, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path source, Path target) throws IOException {
    requireExpressible(source);
    requireExpressible(target);
    return super.rename(source, target);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    requireExpressible(path);
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path folder) throws IOException {
    requireExpressible(folder);
    return super.mkdirs(folder);
  }

  @Override
  public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
    requireExpressible(folder);
    return super.mkdirs(folder, permission);
  }

  @Override
  public boolean exists(Path path) throws IOException {
    requireExpressible(path);
    return super.exists(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    requireExpressible(path);
    return super.getFileStatus(path);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    requireExpressible(folder);
    requireWholeNames(folder);
    return super.listStatus(folder);
  }

  private static void requireExpressible(Path path) throws InexpressibleNameException {
    String name = path.toUri().getPath();
    if (!LocalNames.expressible(name)) {
      throw new InexpressibleNameException(
          "%s cannot be a name here: the encoding of names is %s; %s"
              .formatted(name, LocalNames.encoding(), LocalNames.mend()));
    }
  }

  /**
   * Checks the names in a folder. Where the platform lacks letters, a name that was read without
   * them ends the listing; where it has all, such a name is no text, and its file is left out, and
   * said.
   */
  private void requireWholeNames(Path path) throws IOException {
    File folder = pathToFile(path);
    String[] names = folder.list();
    if (names == null) {
      return;
    }
    Set<String> doubtful = new HashSet<>();
    for (String name : names) {
      if (looksBroken(name) && (!doubtful.add(name) || !isThere(folder, name))) {
        if (!LocalNames.encoding().equals(StandardCharsets.UTF_8)) {
          throw new InexpressibleNameException(
              "%s holds a file whose name cannot be read here, only '%s': the encoding of names is %s; %s"
                  .formatted(folder, name, LocalNames.encoding(), LocalNames.mend()));
        }
        if (SAID.add(folder + "/" + name)) {
          LOG.warn(
              "{} holds a file whose name is not UTF-8, left out: '{}'; rename it", folder, name);
        }
      }
    }
  }

  private static boolean looksBroken(String name) {
    return name.indexOf('?') >= 0 || name.indexOf(LocalNames.REPLACEMENT) >= 0;
  }

  private static boolean isThere(File folder, String name) {
    return LocalNames.expressible(name)
        && Files.exists(folder.toPath().resolve(name), LinkOption.NOFOLLOW_LINKS);
  }
}
