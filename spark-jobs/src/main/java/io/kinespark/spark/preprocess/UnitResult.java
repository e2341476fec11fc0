package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.manifest.VideoRecord;
import java.io.Serializable;
import java.util.List;

/**
 * What became of a work unit.
 *
 * @param unit its name
 * @param shards the shards that it was packed into; none if nothing of it was
 * @param videos its videos, ready or rejected, in the unit's order
 */
record UnitResult(String unit, List<Shard> shards, List<VideoRecord> videos)
    implements Serializable {

  /**
   * A shard.
   *
   * @param name file name
   * @param bytes length of the file
   */
  record Shard(String name, long bytes) implements Serializable {}

  UnitResult {
    shards = List.copyOf(shards);
    videos = List.copyOf(videos);
  }

  boolean hasRejects() {
    return videos.stream().anyMatch(video -> !video.isReady());
  }

  /** Tells whether this is the result of a unit of the same name and videos. */
  boolean isOf(WorkUnit work) {
    return unit.equals(work.name())
        && videos.stream()
            .map(VideoRecord::id)
            .toList()
            .equals(work.videos().stream().map(VideoRecord::id).toList());
  }
}
