package io.kinespark.spark.report;

/**
 * A video that was expected but not scored.
 *
 * @param videoId identifier of the video
 * @param reason short class of reason that many videos share, for example {@code missing} or {@code
 *     truncated}
 * @param detail what happened to this video
 */
public record Rejection(String videoId, String reason, String detail) {}
