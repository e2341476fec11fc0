package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  public List<RgbFrame> read(int[] indices) throws IOException {
    List<byte[]> jpegs = reader.readFrames(video, indices);
    Map<Integer, RgbFrame> decoded = new HashMap<>();
    List<RgbFrame> frames = new ArrayList<>(indices.length);
    for (int i = 0; i < indices.length; i++) {
      RgbFrame frame = decoded.get(indices[i]);
      if (frame == null) {
        frame = decode(jpegs.get(i), indices[i]);
        decoded.put(indices[i], frame);
      }
      frames.add(frame);
    }
    return frames;
  }

  private RgbFrame decode(byte[] jpeg, int index) throws VideoRejectedException {
    return codec
        .decode(jpeg)
        .orElseThrow(
            () ->
                new VideoRejectedException(
                    RejectReason.DECODE_ERRORS,
                    video.uri() + ":" + video.key(),
                    "frame " + index + " is not a picture"));
  }
}
