package io.kinespark.spark.evaluate;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.sampling.SampleRandom;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.data.SampleReader;
import java.io.IOException;
import java.util.List;

/** The views of one video, or why there are none. */
sealed interface LoadedVideo {

  /**
   * Views that the network can take.
   *
   * @param id of the video
   * @param labels its labels, changed where mirroring changes them
   * @param pixels {@code [views, T, H, W, 3]} unsigned bytes, crops outermost
   */
  @SuppressWarnings("ArrayRecordComponent") // a bulk buffer that is never compared
  record Views(String id, List<Integer> labels, byte[] pixels) implements LoadedVideo {}

  /** A video that cannot be used. */
  record None(RejectedVideo why) implements LoadedVideo {}

  /**
   * Reads and augments all views of a video. Whatever a transform draws at random follows from the
   * video's id alone.
   *
   * @throws ScoringException naming the video when storage fails or its frames do not fit the plan
   */
  static LoadedVideo load(SampleReader reader, VideoRecord record) {
    byte[] pixels = new byte[reader.sampleBytes()];
    try {
      List<Integer> labels =
          reader.read(record, () -> SampleRandom.of(0, 0, record.id(), 0), pixels, 0);
      return new Views(record.id(), labels, pixels);
    } catch (VideoRejectedException e) {
      return new None(new RejectedVideo(record.id(), e.reason(), e.detail()));
    } catch (IOException | IllegalArgumentException e) {
      throw new ScoringException(e.getMessage(), e);
    }
  }
}
