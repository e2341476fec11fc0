package io.kinespark.preprocessing.source;

import io.kinespark.preprocessing.augment.ClipTransform;
import io.kinespark.preprocessing.augment.FrameRenderer;
import io.kinespark.preprocessing.augment.SampleRendering;
import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.sampling.SampledClips;
import io.kinespark.preprocessing.sampling.VideoTiming;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * From a record to the network's input: choose frames, read just those, resize, crop and mirror
 * them into a batch's array. May be shared by threads.
 */
public final class ClipLoader {

  private final FrameSources sources;
  private final ClipSampler sampler;
  private final ClipTransform transform;
  private final FrameRenderer renderer = new FrameRenderer();

  /**
   * Makes a loader.
   *
   * @param sources opens records
   * @param sampler chooses frames
   * @param transform makes the input of them
   */
  public ClipLoader(FrameSources sources, ClipSampler sampler, ClipTransform transform) {
    this.sources = Objects.requireNonNull(sources, "sources");
    this.sampler = Objects.requireNonNull(sampler, "sampler");
    this.transform = Objects.requireNonNull(transform, "transform");
  }

  /**
   * Views of a sample: crops times clips. The network sees each on its own.
   *
   * @return at least 1
   */
  public int views() {
    return transform.crops() * sampler.clips();
  }

  /**
   * Bytes of a loaded sample.
   *
   * @return bytes of {@code [crops, clips, T, H, W, 3]}, crops being 1 where they take turns
   */
  public int sampleBytes() {
    return transform.outputBytes(sampler.clips() * sampler.framesPerClip());
  }

  /**
   * Loads a sample. Draws are made in the order frames, resize, crop, flip, colour.
   *
   * @param record the sample
   * @param draws its random numbers
   * @param out where {@code [crops, clips, T, H, W, 3]} unsigned bytes go
   * @param offset index of the first byte
   * @return the sample's labels, changed where mirroring changes them
   * @throws VideoRejectedException if the video cannot be used
   * @throws IOException if the file system fails
   * @throws IllegalArgumentException if the output does not fit or the frames are too small for the
   *     crop
   */
  public List<Integer> load(VideoRecord record, RandomDraws draws, byte[] out, int offset)
      throws IOException {
    FrameSource source = sources.open(record);
    SampledClips clips =
        sampler.sample(
            VideoTiming.of(source.frameCount(), record.facts().fps(), record.facts().times()),
            draws);
    try (SampleRendering rendering = renderer.begin(transform, clips, draws, out, offset)) {
      source.visit(clips.indices(), rendering);
      return rendering.finish().mirrored(record.labels());
    }
  }
}
