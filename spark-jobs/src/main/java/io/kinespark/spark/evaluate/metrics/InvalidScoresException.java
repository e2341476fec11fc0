package io.kinespark.spark.evaluate.metrics;

/** Thrown when a video's scores cannot be measured; the message names the video. */
public final class InvalidScoresException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String videoId;

  InvalidScoresException(String videoId, String problem) {
    super("Video '" + videoId + "' " + problem);
    this.videoId = videoId;
  }

  /** The video whose scores are at fault. */
  public String videoId() {
    return videoId;
  }
}
