package io.kinespark.preprocessing.manifest;

import io.kinespark.preprocessing.video.ReasonText;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.Serializable;

/** How far a video has come. */
public sealed interface VideoStatus extends Serializable {

  /** Listed in an annotation file; nobody has looked at it yet. */
  record Listed() implements VideoStatus {}

  /** Decoded to its end; it can be used. */
  record Ready() implements VideoStatus {}

  /**
   * It cannot be used.
   *
   * @param reason why
   * @param detail what was found, for a person, on one line
   */
  record Rejected(RejectReason reason, String detail) implements VideoStatus {

    /** Keeps one line of the detail. */
    public Rejected {
      detail = ReasonText.of(detail);
    }
  }
}
