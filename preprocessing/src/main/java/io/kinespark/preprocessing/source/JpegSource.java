package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.PictureVisitor;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Frames of a video that is packed as JPEG files.
 *
 * @param video where they lie
 * @param reader reads them
 * @param codec decodes them
 */
record JpegSource(PackedFrames video, ShardReader reader, JpegCodec codec) implements FrameSource {

  @Override
  public int frameCount() {
    return video.index().frames();
  }

  @Override
  public void visit(int[] indices, PictureVisitor visitor) throws IOException {
    int[] distinct = IntStream.of(indices).distinct().toArray();
    List<byte[]> jpegs = reader.readFrames(video, distinct);
    String name = video.uri() + ":" + video.key();
    for (int i = 0; i < distinct.length; i++) {
      codec.check(name, "frame " + distinct[i], jpegs.get(i));
      if (!codec.visit(jpegs.get(i), distinct[i], visitor)) {
        throw new VideoRejectedException(
            RejectReason.DECODE_ERRORS, name, "frame " + distinct[i] + " is not a picture");
      }
    }
  }
}
