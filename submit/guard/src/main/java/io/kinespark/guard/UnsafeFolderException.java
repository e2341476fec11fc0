package io.kinespark.guard;

import java.io.IOException;
import java.nio.file.Path;

/** A folder that somebody else could have put something into. */
public final class UnsafeFolderException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsafeFolderException(Path folder, String why) {
    super(folder + " " + why);
  }
}
