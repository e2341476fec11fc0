package io.kinespark.preprocessing.sampling;

/**
 * Segments of a video that include both their ends, so that neighbours share a frame: with {@code s
 * = (n - 1) / T} segment i reaches from {@code round(s * i)} to {@code round(s * (i + 1))}, half to
 * even (PySlowFast's {@code get_seq_frames} for Something-Something).
 *
 * @param totalFrames frames of the video, n
 * @param segments T
 */
record ClosedSegments(int totalFrames, int segments) {

  /** First frame of a segment. */
  int low(int segment) {
    return (int) Math.rint((totalFrames - 1.0) / segments * segment);
  }

  /** Last frame of a segment. */
  int high(int segment) {
    return low(segment + 1);
  }
}
