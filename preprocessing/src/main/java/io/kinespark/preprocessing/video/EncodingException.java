package io.kinespark.preprocessing.video;

import java.io.IOException;

/** Frames that an encoder does not take. */
public final class EncodingException extends IOException {

  private static final long serialVersionUID = 1L;

  EncodingException(String message) {
    super(message);
  }
}
