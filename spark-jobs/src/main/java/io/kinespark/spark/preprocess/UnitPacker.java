package io.kinespark.spark.preprocess;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.shard.ShardException;
import io.kinespark.preprocessing.shard.ShardWriter;
import io.kinespark.preprocessing.shard.VideoPacker;
import io.kinespark.preprocessing.source.VideoIndexer;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.preprocess.UnitResult.Shard;
import io.kinespark.spark.storage.ReadAttempts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packs work units, on an executor. */
final class UnitPacker {

  private static final Logger LOG = LoggerFactory.getLogger(UnitPacker.class);

  private final PackingPlan plan;
  private final FileSystem files;
  private final VideoPacker packer;
  private final VideoIndexer indexer;
  private final UnitStore store;
  private final ReadAttempts attempts;

  UnitPacker(PackingPlan plan, Configuration hadoop) throws IOException {
    this(plan, hadoop, new ReadAttempts(hadoop));
  }

  UnitPacker(PackingPlan plan, Configuration hadoop, ReadAttempts attempts) throws IOException {
    this.plan = plan;
    this.files = Locations.fileSystem(plan.folder().path(), hadoop);
    this.packer = new VideoPacker(hadoop, plan.decode(), plan.shard());
    this.indexer = new VideoIndexer(hadoop, plan.decode());
    this.store = new UnitStore(files, plan.folder());
    this.attempts = attempts;
  }

  /**
   * Packs a unit and writes its result.
   *
   * @param attempt keeps the temporary files of attempts at the same unit apart
   * @throws IOException if a file system fails; the unit is not done then
   */
  UnitResult pack(WorkUnit unit, String attempt) throws IOException {
    List<VideoRecord> videos = new ArrayList<>();
    List<Shard> shards = new ArrayList<>();
    Path folder = plan.folder().shards();
    try (ShardWriter writer = new ShardWriter(files, folder, unit.name(), attempt, plan.shard())) {
      for (VideoRecord video : unit.videos()) {
        videos.add(prepare(video, writer));
      }
      for (Path shard : writer.finish()) {
        shards.add(new Shard(shard.getName(), files.getFileStatus(shard).getLen()));
      }
    }
    UnitResult result = new UnitResult(unit.name(), shards, videos);
    store.write(result);
    return result;
  }

  private VideoRecord prepare(VideoRecord video, ShardWriter writer) throws IOException {
    long before = writer.bytes();
    try {
      return attempts.read(video, () -> prepareOnce(video, writer, before));
    } catch (VideoRejectedException e) {
      if (writer.bytes() != before) {
        throw failed(video, e);
      }
      return video.rejected(e);
    } catch (ShardException e) {
      throw e;
    } catch (IOException | FSError e) {
      throw failed(video, e);
    } catch (OutOfMemoryError e) {
      LOG.error("There was no memory left when {} was prepared", video.id());
      throw e;
    } catch (RuntimeException e) {
      if (writer.bytes() != before) {
        throw failed(video, e);
      }
      LOG.warn("{} is set aside because of an error that no video should cause", video.id(), e);
      return video.rejected(
          new VideoRejectedException(RejectReason.UNEXPECTED, video.id(), e.toString(), e));
    }
  }

  private VideoRecord prepareOnce(VideoRecord video, ShardWriter writer, long before)
      throws IOException {
    if (writer.bytes() != before) {
      throw new IllegalStateException("reading it broke off in the middle of the shard");
    }
    return plan.pack() ? packer.pack(video, writer) : indexer.index(video);
  }

  private static PreprocessException failed(VideoRecord video, Throwable cause) {
    return new PreprocessException(
        "Video %s cannot be preprocessed: %s".formatted(video.location().uri(), cause.getMessage()),
        cause);
  }
}
