package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.images.FrameFolderReader;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.FrameRange;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RgbFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Packs folders of images. Every image is decoded to see that it can be; JPEG files that need not
 * be made smaller go into the shard as they are.
 */
final class FrameFolderPacker {

  private final FrameFolderReader reader;
  private final ShardOptions options;
  private final FrameRenderer renderer = new FrameRenderer();
  private final JpegCodec jpeg = new JpegCodec();

  FrameFolderPacker(Configuration configuration, ShardOptions options) {
    this.reader = new FrameFolderReader(configuration);
    this.options = options;
  }

  VideoRecord pack(VideoRecord record, FrameFolder folder, ShardWriter writer) throws IOException {
    FrameRange used = record.usedFrames(reader.count(folder), folder.fps());
    List<byte[]> jpegs = new ArrayList<>();
    FrameSize first = reader.frame(folder, used.first()).size();
    FrameSize stored = options.storedSize(first);
    for (int index = used.first(); index < used.first() + used.count(); index++) {
      byte[] file = reader.bytes(folder, index);
      RgbFrame frame = reader.decode(folder, index, file);
      reader.requireSameSize(folder, index, frame.size(), first);
      jpegs.add(stored.equals(first) && isJpeg(file) ? file : encode(frame, stored));
    }
    VideoFacts facts = reader.facts(folder, jpegs.size(), stored);
    PackedFrames packed = writer.addFrames(record.ready(facts), jpegs);
    return record.packed(packed, facts);
  }

  private byte[] encode(RgbFrame frame, FrameSize stored) {
    return jpeg.encode(renderer.resizeTo(frame, stored), options.jpegQuality());
  }

  private static boolean isJpeg(byte[] file) {
    return file.length > 1 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8;
  }
}
