package io.kinespark.guard;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Folders and files that nobody but the user of this process, and root, can have put something
 * into.
 */
final class OwnFolder {
  private static final int SYMBOLIC_LINK = 0xA000;
  private static final int DIRECTORY = 0x4000;
  private static final int TYPE = 0xF000;
  private static final int STICKY = 01000;
  private static final int BY_OTHERS = 077;
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int PERMISSIONS = 07777;
  private static final int ROOT = 0;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private OwnFolder() {}

  /** The number of the user that this process runs as. */
  static int user() {
    return Math.toIntExact(new UnixSystem().getUid());
  }

  /**
   * Makes a folder of mode 0700, or checks one that is there. One that nobody else could write to
   * but that others could read is closed to them.
   *
   * @return its path without links
   * @throws UnsafeFolderException if somebody else owns it or could write to it or to a folder
   *     above it, or if it is a link
   * @throws IOException if it cannot be made
   */
  static Path require(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    FileAttribute<Set<PosixFilePermission>> mode = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    Path above = absolute.getParent();
    if (above == null) {
      throw new UnsafeFolderException(absolute, "is the root of the file system");
    }
    Files.createDirectories(above, mode);
    Path real = above.toRealPath();
    for (Path ancestor = real; ancestor != null; ancestor = ancestor.getParent()) {
      requireUnshared(ancestor);
    }
    Path own = real.resolve(absolute.getFileName());
    if (!Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
      try {
        Files.createDirectory(own, mode);
      } catch (FileAlreadyExistsException e) {
        // Made by another process of this user, or by somebody else: what follows tells.
      }
    }
    requireOwn(own);
    return own;
  }

  /**
   * Checks a file that is to be kept from others.
   *
   * @throws IOException naming the file if it is missing, belongs to another user but root, or
   *     others have rights on it
   */
  static void requireOwnFile(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(file + " does not exist or cannot be read");
    }
    Path real = file.toRealPath();
    int owner = owner(real);
    if (owner != ROOT && owner != user()) {
      throw new IOException("%s belongs to user %d, not to %d".formatted(file, owner, user()));
    }
    if ((mode(real) & BY_OTHERS) != 0) {
      throw new IOException(
          "%s has mode %04o: others may read or write it; chmod 600 it"
              .formatted(file, mode(real) & PERMISSIONS));
    }
  }

  /** What a failure says of the folder, in words where Java only names it. */
  static String reason(IOException failure) {
    if (failure instanceof FileSystemException named && named.getReason() == null) {
      return named.getFile() + " cannot be made (" + named.getClass().getSimpleName() + ")";
    }
    return failure.getMessage();
  }

  private static void requireOwn(Path folder) throws IOException {
    int mode = mode(folder);
    if ((mode & TYPE) == SYMBOLIC_LINK) {
      throw new UnsafeFolderException(folder, "is a link");
    }
    if ((mode & TYPE) != DIRECTORY) {
      throw new UnsafeFolderException(folder, "is no folder");
    }
    if (owner(folder) != user()) {
      throw new UnsafeFolderException(
          folder, "belongs to user " + owner(folder) + ", not to " + user());
    }
    if ((mode & WRITABLE_BY_OTHERS) != 0) {
      throw new UnsafeFolderException(
          folder,
          "has mode %04o: others could have put something in".formatted(mode & PERMISSIONS));
    }
    if ((mode & 0777) != 0700) {
      Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(folder + " cannot be written to");
    }
  }

  private static void requireUnshared(Path folder) throws IOException {
    int mode = mode(folder);
    int owner = owner(folder);
    if (owner != ROOT && owner != user()) {
      throw new UnsafeFolderException(
          folder, "belongs to user " + owner + ", not to " + user() + " or root");
    }
    if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
      throw new UnsafeFolderException(
          folder,
          "has mode %04o: others could put another folder in its place"
              .formatted(mode & PERMISSIONS));
    }
  }

  private static int mode(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }

  private static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }
}
