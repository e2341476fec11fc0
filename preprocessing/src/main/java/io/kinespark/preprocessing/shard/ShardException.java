package io.kinespark.preprocessing.shard;

import java.io.IOException;

/** A shard that cannot be written. */
public final class ShardException extends IOException {

  private static final long serialVersionUID = 1L;

  ShardException(String message, Throwable cause) {
    super(message, cause);
  }

  ShardException(String message) {
    super(message);
  }
}
