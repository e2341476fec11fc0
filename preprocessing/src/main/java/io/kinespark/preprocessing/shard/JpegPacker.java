package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.DecodeReport;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs videos as JPEG files. A video's coded frames are held in memory until the last one has
 * decoded, so that a video is packed whole or not at all. Where they grow over a bound they are
 * dropped, and the video, once it is known to be sound, is decoded again straight into the shard.
 */
final class JpegPacker {

  /**
   * Coded frames of one video that are held: some 90 s of video at the default size and quality.
   */
  static final long HELD_BYTES = 64L << 20;

  private static final String CODEC = "mjpeg";

  private final ReducedFrames frames;
  private final long heldBytes;
  private final JpegCodec codec = new JpegCodec();

  JpegPacker(ReducedFrames frames, long heldBytes) {
    this.frames = frames;
    this.heldBytes = heldBytes;
  }

  VideoRecord pack(VideoRecord record, VideoInput input, Storage.Jpeg storage, ShardWriter writer)
      throws IOException {
    Held held = new Held();
    ReducedFrames.Stored stored =
        frames.read(
            record,
            input,
            storage.reduction(),
            (frame, copies) -> held.add(frame, copies, storage.quality()));
    DecodeReport report = stored.report();
    FrameSize size = storage.reduction().stored(report.size());
    VideoFacts facts =
        new VideoFacts(
            held.frames,
            stored.fps(),
            size.width(),
            size.height(),
            CODEC,
            report.decodeErrors(),
            stored.times());
    return record.packed(
        held.overflown
            ? stream(record.ready(facts), input, storage, writer)
            : writer.addFrames(record.ready(facts), held.jpegs),
        facts);
  }

  private PackedFrames stream(
      VideoRecord record, VideoInput input, Storage.Jpeg storage, ShardWriter writer)
      throws IOException {
    FrameEntries entries = writer.beginFrames(record, Long.MAX_VALUE);
    frames.read(
        record,
        input,
        storage.reduction(),
        (frame, copies) -> {
          byte[] jpeg = codec.encode(frame, storage.quality());
          for (int i = 0; i < copies; i++) {
            entries.add(jpeg);
          }
        });
    if (entries.frames() != record.facts().frames()) {
      throw new ShardException(
          "%s had %d frames and then %d: the file changed while it was packed"
              .formatted(record.id(), record.facts().frames(), entries.frames()));
    }
    return entries.finish();
  }

  /** The coded frames of one video, as long as they are few enough. */
  private final class Held {

    private final List<byte[]> jpegs = new ArrayList<>();
    private int frames;
    private long bytes;
    private boolean overflown;

    void add(RgbFrame frame, int copies, int quality) {
      frames += copies;
      if (overflown) {
        return;
      }
      byte[] jpeg = codec.encode(frame, quality);
      bytes += jpeg.length;
      for (int i = 0; i < copies; i++) {
        jpegs.add(jpeg);
      }
      if (bytes > heldBytes) {
        overflown = true;
        jpegs.clear();
      }
    }
  }
}
