package io.kinespark.preprocessing.shard;

import io.kinespark.preprocessing.manifest.FrameIndex;
import io.kinespark.preprocessing.manifest.PackedFrames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The frames of one video on their way into a shard. */
final class FrameEntries {

  private final TarShard shard;
  private final String key;
  private final List<Long> offsets = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final List<Integer> checksums = new ArrayList<>();

  FrameEntries(TarShard shard, String key) {
    this.shard = shard;
    this.key = key;
  }

  /** Appends the next frame. */
  void add(byte[] jpeg) throws IOException {
    offsets.add(shard.append("%s.%06d.jpg".formatted(key, offsets.size()), jpeg));
    lengths.add(jpeg.length);
    checksums.add(Crc32c.of(jpeg));
  }

  /** Number of frames so far. */
  int frames() {
    return offsets.size();
  }

  /**
   * Where the frames lie.
   *
   * @throws IllegalArgumentException if there is none
   */
  PackedFrames finish() {
    FrameIndex index =
        new FrameIndex(
            offsets.stream().mapToLong(Long::longValue).toArray(),
            lengths.stream().mapToInt(Integer::intValue).toArray(),
            checksums.stream().mapToInt(Integer::intValue).toArray());
    return new PackedFrames(shard.target().toString(), key, index);
  }
}
