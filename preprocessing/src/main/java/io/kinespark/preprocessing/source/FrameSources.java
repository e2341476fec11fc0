package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.images.FrameFolderReader;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.IndexedVideo;
import io.kinespark.preprocessing.manifest.PackedFrames;
import io.kinespark.preprocessing.manifest.PackedVideo;
import io.kinespark.preprocessing.manifest.TimeSpan;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.manifest.VideoStatus;
import io.kinespark.preprocessing.scan.RecordScan;
import io.kinespark.preprocessing.shard.ShardReader;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.video.ByteArrayInput;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.HadoopInput;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.preprocessing.video.VideoInput;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Opens the frames of records. May be shared by threads. */
public final class FrameSources {

  private final Configuration configuration;
  private final DecodeOptions options;
  private final VideoDecoder decoder;
  private final ShardReader shards;
  private final FrameFolderReader images;
  private final JpegCodec jpeg;

  /**
   * Makes an opener.
   *
   * @param configuration finds the files' file systems
   * @param options how videos are decoded
   */
  public FrameSources(Configuration configuration, DecodeOptions options) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
    this.options = Objects.requireNonNull(options, "options");
    this.decoder = new VideoDecoder(options);
    this.shards = new ShardReader(configuration, options.deadline());
    this.images = new FrameFolderReader(configuration, options);
    this.jpeg = new JpegCodec(options.maxPixels());
  }

  /**
   * Opens a record. Where a record does not know the frame count of a video file, or the frames of
   * its segment, the video is decoded once to learn them.
   *
   * @param record what to open
   * @return its frames
   * @throws VideoRejectedException if the record is rejected, or the video cannot be used
   * @throws IOException if the file system fails
   */
  public FrameSource open(VideoRecord record) throws IOException {
    if (record.status() instanceof VideoStatus.Rejected rejected) {
      throw new VideoRejectedException(rejected.reason(), record.id(), rejected.detail());
    }
    if (record.location() instanceof PackedFrames frames) {
      return segment(record, new JpegSource(frames, shards, jpeg));
    }
    if (record.location() instanceof FrameFolder folder) {
      int frames = record.facts().known() ? record.facts().frames() : images.count(folder);
      FrameSource whole = new FrameFolderSource(folder, images, frames);
      return record.segment().isWhole()
          ? whole
          : new SegmentSource(whole, RecordScan.used(record, frames, folder.fps()));
    }
    if (record.location() instanceof IndexedVideo video) {
      return segment(record, new IndexedSource(video, shards, options));
    }
    InputOpener opener = opener(record);
    boolean known = record.facts().known() && !(record.segment() instanceof TimeSpan);
    VideoRecord found = known ? record : scan(record, opener);
    return segment(found, new DecodedSource(opener, decoder, found.facts().frames()));
  }

  private InputOpener opener(VideoRecord record) {
    if (record.location() instanceof PackedVideo packed) {
      return () -> new ByteArrayInput(record.id(), shards.readVideo(packed));
    }
    Path path = Locations.path(((VideoFile) record.location()).uri());
    return () -> HadoopInput.open(configuration, path, options.deadline());
  }

  private VideoRecord scan(VideoRecord record, InputOpener opener) throws IOException {
    try (VideoInput input = opener.open()) {
      return RecordScan.of(record, input, decoder);
    }
  }

  private static FrameSource segment(VideoRecord record, FrameSource whole)
      throws VideoRejectedException {
    if (record.segment().isWhole()) {
      return whole;
    }
    return new SegmentSource(whole, record.usedFrames(whole.frameCount()));
  }
}
