package io.kinespark.guard;

import org.apache.hadoop.security.AccessControlException;

/**
 * A name that this platform cannot express; it would be written, or was read, with other letters.
 * Like files that may not be read, such ones are there and another try finds them no better.
 */
public final class InexpressibleNameException extends AccessControlException {
  private static final long serialVersionUID = 1L;

  InexpressibleNameException(String message) {
    super(message);
  }
}
