package io.kinespark.preprocessing.storage;

import java.io.IOException;

/** So many calls to file systems wait for an answer that no more are made. */
public final class StorageHangsException extends IOException {

  private static final long serialVersionUID = 1L;

  StorageHangsException(String message) {
    super(message);
  }
}
