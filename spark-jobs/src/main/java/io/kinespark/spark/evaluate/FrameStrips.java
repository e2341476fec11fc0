package io.kinespark.spark.evaluate;

import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.source.FrameSource;
import io.kinespark.preprocessing.source.FrameSources;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RgbFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small pictures of evenly spaced frames of a video, for people.
 *
 * @param frames pictures of a video; fewer where it has fewer frames
 * @param decode how video files are decoded
 * @param hadoop finds file systems
 */
record FrameStrips(int frames, DecodeOptions decode, SerializableConfiguration hadoop)
    implements Function<VideoRecord, List<byte[]>> {

  private static final Logger LOG = LoggerFactory.getLogger(FrameStrips.class);
  private static final int HEIGHT = 96;
  private static final int QUALITY = 80;

  /**
   * Reads the strips of some videos on the executors.
   *
   * @return JPEG files of each video, in the order of the videos
   */
  List<List<byte[]>> read(JavaSparkContext spark, List<VideoRecord> videos) {
    if (frames == 0 || videos.isEmpty()) {
      return videos.stream().map(video -> List.<byte[]>of()).toList();
    }
    return spark.parallelize(videos, videos.size()).map(this).collect();
  }

  /** The strip of one video; none, with a word in the log, if it cannot be read any more. */
  @Override
  public List<byte[]> call(VideoRecord video) {
    try {
      FrameSource source = new FrameSources(hadoop.value(), decode).open(video);
      var renderer = new FrameRenderer();
      var codec = new JpegCodec();
      List<byte[]> strip = new ArrayList<>();
      for (RgbFrame frame : source.read(spread(source.frameCount()))) {
        strip.add(codec.encode(renderer.resizeTo(frame, small(frame.size())), QUALITY));
      }
      return strip;
    } catch (IOException e) {
      LOG.warn("no pictures of {} for the report: {}", video.id(), e.getMessage());
      return new ArrayList<>();
    }
  }

  /** The middle frames of equal parts of a video. */
  private int[] spread(int total) {
    int count = Math.min(frames, total);
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = (int) ((2L * i + 1) * total / (2L * count));
    }
    return indices;
  }

  private static FrameSize small(FrameSize size) {
    long width = Math.round(size.width() * (double) HEIGHT / size.height());
    return new FrameSize((int) Math.max(1, width), HEIGHT);
  }
}
