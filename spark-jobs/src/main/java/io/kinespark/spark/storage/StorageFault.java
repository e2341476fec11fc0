package io.kinespark.spark.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.security.AccessControlException;

/** What a failure of storage says about another try. */
public final class StorageFault {

  /** What Linux says where only a person can change something. */
  private static final List<String> LASTING = List.of("Permission denied", "Read-only file system");

  /** Java tells that a process has too many files open by the exception for missing ones. */
  private static final String PASSING = "Too many open files";

  private StorageFault() {}

  /**
   * Whether the same would happen again: what is not there, not allowed or read-only stays so for
   * now, while a connection, a data node or a disk may come back.
   */
  public static boolean lasts(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains(PASSING)) {
      return false;
    }
    return failure instanceof FileNotFoundException
        || failure instanceof NoSuchFileException
        || failure instanceof AccessDeniedException
        || failure instanceof AccessControlException
        || (isOfStorage(failure) && LASTING.stream().anyMatch(message::contains));
  }

  /** Whether storage failed. Hadoop's local disk tells it by an {@link FSError} when it reads. */
  public static boolean isOfStorage(Throwable failure) {
    return failure instanceof IOException || failure instanceof FSError;
  }

  /** The exception behind an {@link FSError}, which by itself is an error of the program. */
  static IOException reason(FSError error) {
    return error.getCause() instanceof IOException cause ? cause : new IOException(error);
  }
}
