package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.video.RejectReason;

/** Makes segments of times as annotation files give them. */
final class SegmentTimes {

  private static final String CUT = "segments that begin before 0 s are cut off there";

  private SegmentTimes() {}

  /**
   * A segment. What lies before the video is cut off here and noted, what lies behind it where the
   * frames are counted.
   *
   * @param start seconds
   * @param end seconds, infinity for the end of the video
   * @param video name of the video
   * @param sink takes the note
   * @throws RowException if the two times are no segment, saying why
   */
  static TimeSpan of(double start, double end, String video, RowSink sink) throws RowException {
    String segment = "the segment from %s s to %s s ".formatted(start, end);
    if (Double.isNaN(start) || Double.isNaN(end) || Double.isInfinite(start)) {
      throw new RowException(RejectReason.BAD_ROW, segment + "has a time that is no number");
    }
    if (end < start) {
      throw new RowException(RejectReason.BAD_ROW, segment + "ends before it begins");
    }
    if (end == start) {
      throw new RowException(RejectReason.SHORT, segment + "is empty");
    }
    if (end <= 0) {
      throw new RowException(RejectReason.SHORT, segment + "ends before the video begins");
    }
    if (start < 0) {
      sink.note(CUT, "%s: %s s to %s s".formatted(video, start, end));
    }
    return new TimeSpan(Math.max(0, start), end);
  }
}
