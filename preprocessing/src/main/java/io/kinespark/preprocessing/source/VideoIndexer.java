package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.images.FrameFolderReader;
import io.kinespark.preprocessing.manifest.FrameFolder;
import io.kinespark.preprocessing.manifest.VideoFacts;
import io.kinespark.preprocessing.manifest.VideoFile;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.scan.RecordScan;
import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.HadoopInput;
import io.kinespark.preprocessing.video.VideoDecoder;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Looks into video files: what is in them, and whether they can be used where they lie. */
public final class VideoIndexer {

  private static final int[] FIRST_FRAME = {0};

  private final Configuration configuration;
  private final VideoDecoder decoder;
  private final Duration deadline;
  private final FrameFolderReader images;

  /**
   * Makes an indexer.
   *
   * @param configuration finds the videos' file systems
   * @param decode limits of decoding
   */
  public VideoIndexer(Configuration configuration, DecodeOptions decode) {
    this.configuration = Objects.requireNonNull(configuration, "configuration");
    this.decoder = new VideoDecoder(decode);
    this.deadline = decode.deadline();
    this.images = new FrameFolderReader(configuration, decode);
  }

  /**
   * Decodes a video to its last frame.
   *
   * @param record a record whose location is a video file or a folder of frames
   * @return the record with what was found, its segment in frames, ready; the location stays
   * @throws VideoRejectedException if the video cannot be used
   * @throws IOException if the file system fails
   * @throws IllegalArgumentException if the record's video is packed
   */
  public VideoRecord index(VideoRecord record) throws IOException {
    if (record.location() instanceof FrameFolder folder) {
      VideoFacts facts = images.scan(folder);
      return record.indexed(RecordScan.used(record, facts.frames(), folder.fps()), facts);
    }
    try (HadoopInput input = open(record)) {
      return RecordScan.of(record, input, decoder);
    }
  }

  /**
   * Decodes the first frame of a video only.
   *
   * @param record a record whose location is a video file or a folder of frames
   * @throws VideoRejectedException if it does not decode
   * @throws IOException if the file system fails
   * @throws IllegalArgumentException if the record's video is packed
   */
  public void probe(VideoRecord record) throws IOException {
    if (record.location() instanceof FrameFolder folder) {
      images.frame(folder, 0);
      return;
    }
    try (HadoopInput input = open(record)) {
      decoder.readFrames(input, FIRST_FRAME);
    }
  }

  private HadoopInput open(VideoRecord record) throws IOException {
    if (!(record.location() instanceof VideoFile file)) {
      throw new IllegalArgumentException(record.id() + " is packed: " + record.location());
    }
    Path path = Locations.path(file.uri());
    return HadoopInput.open(configuration, path, deadline);
  }
}
