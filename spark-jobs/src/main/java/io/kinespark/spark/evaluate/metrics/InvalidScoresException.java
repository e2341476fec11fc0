package io.kinespark.spark.evaluate.metrics;

/** Thrown when a video's scores cannot be measured; the message names the video. */
public final class InvalidScoresException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String videoId;

  private final boolean notANumber;

  InvalidScoresException(String videoId, String problem) {
    this(videoId, problem, false);
  }

  private InvalidScoresException(String videoId, String problem, boolean notANumber) {
    super("Video '" + videoId + "' " + problem);
    this.videoId = videoId;
    this.notANumber = notANumber;
  }

  /** A score that is not a number, which comes of a network that has diverged. */
  static InvalidScoresException notANumber(String videoId, int classIndex) {
    return new InvalidScoresException(
        videoId,
        "has score NaN for class "
            + classIndex
            + ", so that no metric can be computed: the network's training has diverged, or its file"
            + " is damaged",
        true);
  }

  /** Whether a score is not a number. */
  public boolean notANumber() {
    return notANumber;
  }

  /** The video whose scores are at fault. */
  public String videoId() {
    return videoId;
  }
}
