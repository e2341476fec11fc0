package io.kinespark.spark.evaluate;

import io.kinespark.preprocessing.video.RejectReason;

/**
 * A video that was expected and could not be scored.
 *
 * @param id its id in the manifest
 * @param reason why, for counting
 * @param detail what was found, for a person
 */
public record RejectedVideo(String id, RejectReason reason, String detail) implements VideoOutcome {

  /** The video and why, as in other messages about rejected videos. */
  @Override
  public String toString() {
    return id + ": " + reason + ": " + detail;
  }
}
