package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.manifest.IndexedVideo;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.PacketDecoder;
import io.kinespark.preprocessing.video.PictureVisitor;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Frames of a packed video with short groups of pictures: of each group in which a frame is wanted
 * the packets up to that frame are read and decoded, and nothing else.
 *
 * @param video where the packets lie
 * @param reader reads them
 * @param options limits of decoding
 */
record IndexedSource(IndexedVideo video, ShardReader reader, DecodeOptions options)
    implements FrameSource {

  @Override
  public int frameCount() {
    return video.frames().frames();
  }

  @Override
  public void visit(int[] indices, PictureVisitor visitor) throws IOException {
    String name = video.uri() + ":" + video.file().key();
    BitSet wanted = wanted(indices, name);
    try (PacketDecoder decoder = PacketDecoder.open(name, video.header(), options)) {
      for (int from = wanted.nextSetBit(0); from >= 0; ) {
        int key = keyFrameOf(from);
        int last = lastOfRun(from, wanted);
        List<byte[]> packets = reader.readPackets(video, key, last + 1 - key);
        decoder.decode(
            packets,
            wanted.get(key, last + 1),
            (place, picture) -> visitor.visit(key + place, picture));
        from = wanted.nextSetBit(last + 1);
      }
    }
  }

  private BitSet wanted(int[] indices, String name) throws VideoRejectedException {
    BitSet wanted = new BitSet();
    for (int index : indices) {
      if (index < 0) {
        throw new IllegalArgumentException("Negative frame index in " + Arrays.toString(indices));
      }
      wanted.set(index);
    }
    if (wanted.length() > frameCount()) {
      throw new VideoRejectedException(
          RejectReason.SHORT,
          name,
          "frame %d was asked for, %d frames are packed"
              .formatted(wanted.length() - 1, frameCount()));
    }
    return wanted;
  }

  /** The frame at which decoding begins for the sake of another. */
  private int keyFrameOf(int frame) {
    int found = Collections.binarySearch(video.keyFrames(), frame);
    return video.keyFrames().get(found >= 0 ? found : -found - 2);
  }

  /** The last frame wanted before the first group in which none is. */
  private int lastOfRun(int first, BitSet wanted) {
    int last = first;
    int next = wanted.nextSetBit(first + 1);
    while (next >= 0 && keyFrameOf(next) <= last + 1) {
      last = next;
      next = wanted.nextSetBit(next + 1);
    }
    return last;
  }
}
