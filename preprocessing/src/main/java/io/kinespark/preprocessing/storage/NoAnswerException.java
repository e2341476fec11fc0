package io.kinespark.preprocessing.storage;

import java.io.IOException;

/** A file system that did not answer in time. The call to it may still be waiting. */
public final class NoAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  NoAnswerException(String message) {
    super(message);
  }
}
