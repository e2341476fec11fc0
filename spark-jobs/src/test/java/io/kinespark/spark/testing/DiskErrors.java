package io.kinespark.spark.testing;

import java.io.IOException;
import java.lang.reflect.Constructor;
import org.apache.hadoop.fs.FSError;

/** What Hadoop's local file system throws where a disk fails. */
public final class DiskErrors {
  private DiskErrors() {}

  /** The error of a disk that says so. */
  public static FSError of(String reason) {
    try {
      Constructor<FSError> constructor = FSError.class.getDeclaredConstructor(Throwable.class);
      constructor.setAccessible(true);
      return constructor.newInstance(new IOException(reason));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
