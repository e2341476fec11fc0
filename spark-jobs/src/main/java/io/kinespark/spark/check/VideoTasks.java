package io.kinespark.spark.check;

import io.kinespark.preprocessing.layout.Absence;
import io.kinespark.preprocessing.layout.FolderListings;
import io.kinespark.preprocessing.manifest.VideoLocation;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.source.VideoIndexer;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.RejectReason;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.cluster.AsyncTasks;
import io.kinespark.spark.progress.CountProgress;
import io.kinespark.spark.storage.ReadAttempts;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Spark jobs over a split's videos. */
final class VideoTasks {
  private static final Logger LOG = LoggerFactory.getLogger(VideoTasks.class);
  private static final int FOLDERS_PER_LISTING = 4;
  private static final int VIDEOS_PER_DECODING = 32;

  private final JavaSparkContext spark;
  private final Broadcast<SerializableConfiguration> hadoop;

  VideoTasks(JavaSparkContext spark) {
    this.spark = spark;
    this.hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  /**
   * The paths of the videos that are not there, and why; folders are listed, each by one task and
   * once, however many videos it holds, and no file is opened.
   */
  Map<String, Absence> missing(List<VideoRecord> records, Duration deadline) throws IOException {
    List<FolderPaths> folders = FolderPaths.of(records);
    Broadcast<SerializableConfiguration> configuration = hadoop;
    Map<String, Absence> missing = new HashMap<>();
    AsyncTasks.await(
            spark
                .parallelize(folders, tasks(folders.size(), FOLDERS_PER_LISTING))
                .mapPartitions(
                    part ->
                        absent(part, new FolderListings(configuration.value().value(), deadline)))
                .collectAsync(),
            () -> {})
        .forEach(video -> missing.put(video.path(), video.why()));
    return missing;
  }

  private record AbsentVideo(String path, Absence why) implements Serializable {}

  /**
   * The listed videos of one folder.
   *
   * @param videos their places
   */
  private record FolderPaths(List<VideoLocation> videos) implements Serializable {

    static List<FolderPaths> of(List<VideoRecord> records) {
      SortedMap<String, SortedMap<String, VideoLocation>> byFolder = new TreeMap<>();
      for (VideoRecord record : records) {
        String path = record.location().uri();
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        byFolder.computeIfAbsent(folder, any -> new TreeMap<>()).put(path, record.location());
      }
      return byFolder.values().stream()
          .map(videos -> new FolderPaths(new ArrayList<>(videos.values())))
          .toList();
    }
  }

  private static Iterator<AbsentVideo> absent(
      Iterator<FolderPaths> folders, FolderListings listings) throws IOException {
    List<AbsentVideo> absent = new ArrayList<>();
    while (folders.hasNext()) {
      for (VideoLocation video : folders.next().videos()) {
        listings.absence(video).ifPresent(why -> absent.add(new AbsentVideo(video.uri(), why)));
      }
    }
    return absent.iterator();
  }

  /** Decodes every video to its last frame. */
  DecodeTally decode(List<VideoRecord> records, DecodeOptions options, CountProgress progress)
      throws IOException {
    List<VideoRecord> sorted =
        records.stream().sorted(Comparator.comparing(VideoRecord::id)).toList();
    Broadcast<SerializableConfiguration> configuration = hadoop;
    LongAccumulator done = spark.sc().longAccumulator("videos");
    DecodeTally all = new DecodeTally();
    AsyncTasks.await(
            spark
                .parallelize(sorted, tasks(sorted.size(), VIDEOS_PER_DECODING))
                .mapPartitions(
                    part ->
                        List.of(
                                tally(
                                    part,
                                    new VideoIndexer(configuration.value().value(), options),
                                    new ReadAttempts(configuration.value().value()),
                                    done))
                            .iterator())
                .collectAsync(),
            () -> progress.update(done.value()))
        .forEach(all::add);
    return all;
  }

  private static DecodeTally tally(
      Iterator<VideoRecord> records,
      VideoIndexer indexer,
      ReadAttempts attempts,
      LongAccumulator done)
      throws IOException {
    DecodeTally tally = new DecodeTally();
    while (records.hasNext()) {
      VideoRecord record = records.next();
      try {
        VideoRecord decoded = attempts.read(record, () -> indexer.index(record));
        tally.decoded(record, decoded.sampleFrames());
      } catch (VideoRejectedException e) {
        tally.rejected(record, e);
      } catch (RuntimeException e) {
        LOG.warn("{} brings up an error that no video should cause", record.id(), e);
        tally.rejected(
            record,
            new VideoRejectedException(RejectReason.UNEXPECTED, record.id(), e.toString(), e));
      }
      done.add(1);
    }
    return tally;
  }

  private static int tasks(int videos, int each) {
    return Math.max(1, (videos + each - 1) / each);
  }
}
