package io.kinespark.preprocessing.sampling;

import java.util.Objects;

/**
 * Cuts the video into T segments of equal length and draws one frame from each, as TSN, TANet (for
 * Something-Something) and SDCOM do in training ({@code SampleFrames} of mmaction2, mode {@code
 * global} of SDCOM).
 *
 * @param framesPerClip segments, T
 * @param shortVideos what is taken of a video with fewer than T frames
 */
public record UniformTrainSampler(int framesPerClip, ShortVideos shortVideos)
    implements ClipSampler {

  /** Checks T. */
  public UniformTrainSampler {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
    Objects.requireNonNull(shortVideos, "shortVideos");
  }

  /**
   * A sampler that spreads the frames of short videos.
   *
   * @param framesPerClip segments, T
   */
  public UniformTrainSampler(int framesPerClip) {
    this(framesPerClip, ShortVideos.SPREAD);
  }

  @Override
  public int clips() {
    return 1;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    int totalFrames = video.frames();
    int segment = totalFrames / framesPerClip;
    int[] indices = new int[framesPerClip];
    for (int i = 0; i < framesPerClip; i++) {
      if (segment > 0) {
        indices[i] = i * segment + draws.nextInt(0, segment);
      } else if (shortVideos == ShortVideos.SPREAD) {
        // Half to even; the last position may round up to the frame count and wraps to frame 0.
        indices[i] = (int) Math.rint(i * (double) totalFrames / framesPerClip) % totalFrames;
      }
    }
    return SampledClips.of(framesPerClip, indices);
  }
}
