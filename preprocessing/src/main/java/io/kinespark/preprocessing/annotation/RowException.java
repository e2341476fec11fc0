package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.video.RejectReason;

/** Why the row at hand cannot be used. */
public final class RowException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  /**
   * A reason.
   *
   * @param reason its kind
   * @param detail what is wrong, and what is wanted instead
   */
  public RowException(RejectReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }
}
