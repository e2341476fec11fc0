package io.kinespark.spark.data;

import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.source.ClipLoader;
import io.kinespark.preprocessing.source.FrameSources;
import io.kinespark.preprocessing.video.DecodeOptions;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.storage.ReadAttempts;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads what a network sees of a video, for training and for evaluation: again where storage fails,
 * and with a reason to set the video aside where that does not help. May be shared by threads.
 */
public final class SampleReader {

  private final ClipLoader loader;
  private final ReadAttempts attempts;

  /**
   * A reader.
   *
   * @param hadoop finds file systems
   * @param decode how video files are decoded
   * @param sampler which frames
   * @param transform what happens to them
   */
  public SampleReader(
      Configuration hadoop, DecodeOptions decode, ClipSampler sampler, ClipTransform transform) {
    this(
        new ClipLoader(new FrameSources(hadoop, decode), sampler, transform),
        new ReadAttempts(hadoop));
  }

  SampleReader(ClipLoader loader, ReadAttempts attempts) {
    this.loader = loader;
    this.attempts = attempts;
  }

  /** Bytes of a sample, as {@link ClipLoader#sampleBytes} has it. */
  public int sampleBytes() {
    return loader.sampleBytes();
  }

  /**
   * Reads a sample.
   *
   * @param record the video
   * @param draws its random numbers, anew for every attempt
   * @param into where {@code [crops, clips, T, H, W, 3]} unsigned bytes go
   * @param offset index of the first byte
   * @return the sample's labels, changed where mirroring changes them
   * @throws VideoRejectedException naming the record, if the video cannot be used or its storage
   *     answers but does not give its bytes
   * @throws IOException naming the video, if its storage does not answer or the thread is
   *     interrupted
   * @throws IllegalArgumentException naming the video, if its frames do not fit the transform
   */
  public List<Integer> read(VideoRecord record, Draws draws, byte[] into, int offset)
      throws IOException {
    try {
      return attempts.read(record, () -> loader.load(record, draws.begin(), into, offset));
    } catch (VideoRejectedException e) {
      throw new VideoRejectedException(e.reason(), record.id(), e.detail(), e);
    } catch (IOException e) {
      throw new IOException(unread(record, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(unread(record, e), e);
    }
  }

  /** The random numbers of a sample, from the first on. */
  @FunctionalInterface
  public interface Draws {
    /** Begins them. */
    RandomDraws begin();
  }

  private static String unread(VideoRecord record, Exception failure) {
    return "video '%s' at %s could not be read: %s"
        .formatted(record.id(), record.location().uri(), failure.getMessage());
  }
}
