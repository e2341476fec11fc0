package io.kinespark.spark.evaluate;

import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.source.FrameSource;
import io.kinespark.preprocessing.source.FrameSources;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.JpegCodec;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.spark.progress.OptionalParts;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Small pictures of evenly spaced frames of a video, for people.
 *
 * @param frames pictures of a video; fewer where it has fewer frames
 * @param decode how video files are decoded
 * @param hadoop finds file systems
 */
record FrameStrips(int frames, DecodeOptions decode, SerializableConfiguration hadoop)
    implements Function<VideoRecord, FrameStrips.Strip> {

  private static final int HEIGHT = 96;
  private static final int QUALITY = 80;

  /**
   * The pictures of one video.
   *
   * @param frames JPEG files
   * @param why empty, or why there are none
   */
  record Strip(ArrayList<byte[]> frames, String why) implements Serializable {
    /** Why there are no pictures, if some were wanted. */
    Optional<String> trouble() {
      return Optional.of(why).filter(text -> !text.isEmpty());
    }
  }

  /**
   * Reads the strips of some videos on the executors.
   *
   * @return those of each video, in the order of the videos
   */
  List<Strip> read(JavaSparkContext spark, List<VideoRecord> videos) {
    if (frames == 0 || videos.isEmpty()) {
      return videos.stream().map(video -> new Strip(new ArrayList<>(), "")).toList();
    }
    return spark.parallelize(videos, videos.size()).map(this).collect();
  }

  /** The strip of one video, or why it cannot be read any more. */
  @Override
  public Strip call(VideoRecord video) {
    try {
      return new Strip(pictures(video), "");
    } catch (IOException | RuntimeException | LinkageError e) {
      return new Strip(new ArrayList<>(), OptionalParts.words(e));
    }
  }

  private ArrayList<byte[]> pictures(VideoRecord video) throws IOException {
    FrameSource source = new FrameSources(hadoop.value(), decode).open(video);
    var renderer = new FrameRenderer();
    var codec = new JpegCodec();
    ArrayList<byte[]> strip = new ArrayList<>();
    for (RgbFrame frame : source.read(spread(source.frameCount()))) {
      strip.add(codec.encode(renderer.resizeTo(frame, small(frame.size())), QUALITY));
    }
    return strip;
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
