package io.kinespark.preprocessing.scan;

import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.Segment;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.DecodeReport;
import io.kinespark.preprocessing.video.DecodedFrame;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.preprocessing.video.VideoInput;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;

/**
 * Learns from one pass over a whole video what is in it and, by the time stamps of its frames,
 * which of them a record uses.
 */
public final class RecordScan {

  private final SegmentFrames frames;
  private boolean pending;
  private double pendingSeconds;
  private double endSeconds;

  private RecordScan(Segment segment) {
    this.frames = new SegmentFrames(segment);
  }

  /**
   * Decodes a video file to its end, without making pictures of it.
   *
   * @param record what is known of it
   * @param input the file, left open
   * @param decoder decodes it
   * @return the record with what was found, its segment in frames, ready
   * @throws VideoRejectedException if the video cannot be used, or nothing of it is in the segment
   * @throws IOException if the file system fails
   */
  public static VideoRecord of(VideoRecord record, VideoInput input, VideoDecoder decoder)
      throws IOException {
    RecordScan scan = new RecordScan(record.segment());
    DecodeReport report = decoder.visit(input, scan::visit);
    FrameRange used = record.requireFrames(scan.range(), report.decodedFrames());
    return record.indexed(used, VideoFacts.of(report, used));
  }

  /**
   * The frames of a record's segment in a video of constant rate, such as a folder of images.
   *
   * @param record the record
   * @param frames frames of the video
   * @param fps frames a second
   * @return its frames, at least one
   * @throws VideoRejectedException if nothing of the video is in the segment
   */
  public static FrameRange used(VideoRecord record, int frames, double fps)
      throws VideoRejectedException {
    SegmentFrames found = new SegmentFrames(record.segment());
    for (int index = 0; index < frames; index++) {
      found.next(index / fps, (index + 1) / fps);
    }
    return record.requireFrames(found.range(), frames);
  }

  /** How long a frame is shown is known with the next one: each is taken one frame later. */
  private boolean visit(DecodedFrame frame) {
    take(frame.seconds());
    pending = true;
    pendingSeconds = frame.seconds();
    endSeconds = frame.endSeconds();
    return true;
  }

  private void take(double untilSeconds) {
    if (pending) {
      frames.next(pendingSeconds, untilSeconds);
    }
  }

  private FrameRange range() {
    take(endSeconds);
    return frames.range();
  }
}
