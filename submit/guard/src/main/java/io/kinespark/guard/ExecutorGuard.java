package io.kinespark.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ExecutorPlugin;

/** Prepares an executor before its first task; one that cannot be made safe does not start. */
public final class ExecutorGuard implements ExecutorPlugin {

  @Override
  public void init() {
    LocalNames.install();
    try {
      NativeFolder.prepare();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
