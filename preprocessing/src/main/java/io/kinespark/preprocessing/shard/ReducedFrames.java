package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.DecodeReport;
import io.kinespark.preprocessing.video.DecodedFrame;
import io.kinespark.preprocessing.video.FrameTimes;
import io.kinespark.preprocessing.video.FrameVisitor;
import io.kinespark.preprocessing.video.Picture;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.preprocessing.video.VideoInput;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;

/** The frames that are stored of videos: those of the segment, at the stored rate and size. */
final class ReducedFrames {

  private final VideoDecoder decoder;
  private final FrameRenderer renderer = new FrameRenderer();

  ReducedFrames(VideoDecoder decoder) {
    this.decoder = decoder;
  }

  /** Receives what is stored. */
  @FunctionalInterface
  interface Sink {

    /**
     * Takes one picture.
     *
     * @param frame a picture of the stored size
     * @param copies how often it is stored, at least 1
     */
    void accept(RgbFrame frame, int copies) throws IOException;
  }

  /**
   * What was read.
   *
   * @param report what decoding showed
   * @param fps frames a second of what is stored
   * @param times when the stored frames are shown
   */
  record Stored(DecodeReport report, double fps, FrameTimes times) {}

  /**
   * Decodes a video and hands over what is stored of it.
   *
   * @return what decoding showed, and how fast the stored frames follow each other
   * @throws VideoRejectedException if the video cannot be used, or if nothing of it is stored; the
   *     sink has seen frames then
   */
  Stored read(VideoRecord record, VideoInput input, Reduction reduction, Sink sink)
      throws IOException {
    Pass pass = new Pass(new FrameTimeline(record.segment(), reduction.fps()), reduction, sink);
    DecodeReport report = decoder.visit(input, pass);
    if (pass.stored == 0) {
      throw new VideoRejectedException(
          RejectReason.SHORT,
          record.id(),
          "nothing of its %d frames (%.2f s) is left%s%s"
              .formatted(
                  report.decodedFrames(),
                  report.durationSeconds(),
                  record.segment().isWhole() ? "" : " in the segment " + record.segment(),
                  reduction.resamples() ? " at " + reduction.fps() + " frames a second" : ""));
    }
    if (reduction.resamples()) {
      return new Stored(report, reduction.fps(), FrameTimes.EVEN);
    }
    FrameRange used = pass.timeline.range();
    return new Stored(
        report,
        report.stamps().fps(used.first(), used.count(), report.fps()),
        report.stamps().times(used.first(), used.count()));
  }

  /**
   * How long a frame is shown is known with the next one: each is handed over one frame later, and
   * those that are not stored are never converted.
   */
  private final class Pass implements FrameVisitor {

    private final FrameTimeline timeline;
    private final Reduction reduction;
    private final Sink sink;
    private Picture before;
    private double beforeSeconds;
    private double endSeconds;
    private long stored;

    Pass(FrameTimeline timeline, Reduction reduction, Sink sink) {
      this.timeline = timeline;
      this.reduction = reduction;
      this.sink = sink;
    }

    @Override
    public boolean visit(DecodedFrame frame) throws IOException {
      double seconds = frame.seconds();
      store(seconds);
      if (timeline.isPast(seconds)) {
        before = null;
        return false;
      }
      before = frame.keep();
      beforeSeconds = seconds;
      endSeconds = reduction.resamples() ? frame.lastEndSeconds() : frame.endSeconds();
      return true;
    }

    @Override
    public void end() throws IOException {
      store(endSeconds);
    }

    private void store(double untilSeconds) throws IOException {
      int copies = before == null ? 0 : timeline.copies(beforeSeconds, untilSeconds);
      if (copies > 0) {
        sink.accept(renderer.resizeTo(before.frame(), reduction.stored(before.size())), copies);
        stored += copies;
      }
    }
  }
}
