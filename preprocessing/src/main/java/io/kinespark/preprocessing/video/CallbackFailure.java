package io.kinespark.preprocessing.video;

import java.io.IOException;

/** What happened in a callback from C code, which must not throw. */
final class CallbackFailure {

  private CallbackFailure() {}

  /**
   * Throws what a callback has kept.
   *
   * @param failure null if nothing happened
   * @param what what failed, in words, for exceptions that do not say so themselves
   * @throws IOException of the callback, or of what it threw unchecked
   */
  static void rethrow(Throwable failure, String what) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new IOException(what + ": " + failure, failure);
    }
  }
}
