package io.kinespark.preprocessing.video;

import java.io.IOException;
import java.util.Objects;

/**
 * A video that cannot be used, with a reason that can be counted and a detail that can be read.
 *
 * <p>Failures of the file system itself (a lost connection, denied access) are plain {@link
 * IOException}s: they say nothing about the video and may pass when tried again.
 */
public final class VideoRejectedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final RejectReason reason;
  private final String video;
  private final String detail;

  /**
   * Rejects a video.
   *
   * @param reason why
   * @param video what names the video: its id or URI
   * @param detail what was found, for a person
   */
  public VideoRejectedException(RejectReason reason, String video, String detail) {
    super(ReasonText.of(video) + ": " + reason + ": " + ReasonText.of(detail));
    this.reason = Objects.requireNonNull(reason, "reason");
    this.video = video;
    this.detail = ReasonText.of(detail);
  }

  /**
   * Rejects a video because of an exception.
   *
   * @param reason why
   * @param video what names the video: its id or URI
   * @param detail what was found, for a person
   * @param cause what happened
   */
  public VideoRejectedException(RejectReason reason, String video, String detail, Throwable cause) {
    this(reason, video, detail);
    initCause(cause);
  }

  /**
   * Why the video was rejected.
   *
   * @return the reason
   */
  public RejectReason reason() {
    return reason;
  }

  /**
   * What names the video.
   *
   * @return its id or URI
   */
  public String video() {
    return video;
  }

  /**
   * What was found.
   *
   * @return a sentence for a person, on one line
   */
  public String detail() {
    return detail;
  }
}
