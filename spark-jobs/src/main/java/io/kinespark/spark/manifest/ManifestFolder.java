package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoLocation;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.storage.Locations;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.Path;

/**
 * The folder of a manifest, as the place that names of shards are relative to.
 *
 * @param uri the folder, with its scheme and without a slash at the end
 */
public record ManifestFolder(String uri) implements Serializable {

  /** The folder at a qualified path. */
  public static ManifestFolder at(Path folder) {
    return new ManifestFolder(folder.toString());
  }

  /** A copy whose shard, if it lies below this folder, is named relative to it. */
  public VideoRecord relative(VideoRecord record) {
    return withShard(record, this::relative);
  }

  /** A copy whose shard, if it is named relative to this folder, has its full name. */
  public VideoRecord absolute(VideoRecord record) {
    return withShard(record, this::absolute);
  }

  private String relative(String shard) {
    return shard.startsWith(uri + Path.SEPARATOR) ? shard.substring(uri.length() + 1) : shard;
  }

  private String absolute(String shard) {
    return Locations.path(shard).isAbsolute() ? shard : uri + Path.SEPARATOR + shard;
  }

  /** Only shards are named relative to the manifest; video files keep the name they have. */
  private static VideoRecord withShard(VideoRecord record, UnaryOperator<String> name) {
    VideoLocation location = record.location();
    if (location instanceof VideoFile || location instanceof FrameFolder) {
      return record;
    }
    return new VideoRecord(
        record.id(),
        location.withUri(name.apply(location.uri())),
        record.labels(),
        record.split(),
        record.segment(),
        record.facts(),
        record.status());
  }
}
