package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.images.FrameFolderReader;
import io.kinespark.preprocessing.images.JpegDamage;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.scan.RecordScan;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Packs folders of images. Every image is decoded to see that it can be; JPEG files that need not
 * be made smaller go into the shard as they are.
 */
final class FrameFolderPacker {

  private final FrameFolderReader reader;
  private final Storage.Jpeg storage;
  private final FrameRenderer renderer = new FrameRenderer();
  private final JpegCodec codec = new JpegCodec();

  FrameFolderPacker(Configuration configuration, DecodeOptions decode, Storage.Jpeg storage) {
    this.reader = new FrameFolderReader(configuration, decode);
    this.storage = storage;
  }

  VideoRecord pack(VideoRecord record, FrameFolder folder, ShardWriter writer) throws IOException {
    int count = reader.count(folder);
    RecordScan.used(record, count, folder.fps());
    FrameTimeline timeline = new FrameTimeline(record.segment(), storage.reduction().fps());
    List<byte[]> jpegs = new ArrayList<>();
    FrameSize first = null;
    int damaged = 0;
    for (int index = 0; index < count; index++) {
      int copies = timeline.copies(index / folder.fps(), (index + 1) / folder.fps());
      if (copies > 0) {
        byte[] file = reader.bytes(folder, index);
        damaged += reader.isDamaged(folder, index, file) ? 1 : 0;
        RgbFrame frame = reader.decode(folder, index, file);
        first = first == null ? frame.size() : first;
        reader.requireSameSize(folder, index, frame.size(), first);
        FrameSize stored = storage.reduction().stored(first);
        byte[] jpeg =
            stored.equals(first) && JpegDamage.isJpeg(file) ? file : encode(frame, stored);
        jpegs.addAll(Collections.nCopies(copies, jpeg));
      }
    }
    if (first == null) {
      throw new VideoRejectedException(
          RejectReason.SHORT, folder.uri(), "no frame is left of it at the rate of shard.fps");
    }
    FrameSize stored = storage.reduction().stored(first);
    VideoFacts facts =
        reader
            .facts(folder, jpegs.size(), stored, damaged)
            .withFps(storage.reduction().storedFps(folder.fps()));
    PackedFrames packed = writer.addFrames(record.ready(facts), jpegs);
    return record.packed(packed, facts);
  }

  private byte[] encode(RgbFrame frame, FrameSize stored) {
    return codec.encode(renderer.resizeTo(frame, stored), storage.quality());
  }
}
