package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.video.RejectReason;

/** Why the row at hand cannot be used. */
final class RowException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  RowException(RejectReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }
}
