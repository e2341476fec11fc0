package io.kinespark.preprocessing.sampling;

import java.util.Objects;

/**
 * Takes the middle frame of each of T equal segments ({@code SampleFrames} of mmaction2 in
 * validation and test, mode {@code global} of SDCOM).
 *
 * @param framesPerClip segments, T
 * @param twice adds a second clip of the segments' first frames, after the centred one
 * @param shortVideos what is taken of a video with too few frames
 */
public record UniformTestSampler(int framesPerClip, boolean twice, ShortVideos shortVideos)
    implements ClipSampler {

  /** Checks T. */
  public UniformTestSampler {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
    Objects.requireNonNull(shortVideos, "shortVideos");
  }

  /**
   * A sampler that spreads the frames of short videos.
   *
   * @param framesPerClip segments, T
   * @param twice adds a second clip of the segments' first frames
   */
  public UniformTestSampler(int framesPerClip, boolean twice) {
    this(framesPerClip, twice, ShortVideos.SPREAD);
  }

  @Override
  public int clips() {
    return twice ? 2 : 1;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    int totalFrames = video.frames();
    int[] indices = new int[clips() * framesPerClip];
    if (shortVideos == ShortVideos.SPREAD || totalFrames > framesPerClip) {
      for (int i = 0; i < framesPerClip; i++) {
        indices[i] = middle(totalFrames, i);
        if (twice) {
          indices[framesPerClip + i] = (int) (i * ((double) totalFrames / framesPerClip));
        }
      }
    }
    return SampledClips.of(framesPerClip, indices);
  }

  /** The two originals add in different orders, which may differ by a rounding. */
  private int middle(int totalFrames, int i) {
    if (shortVideos == ShortVideos.FIRST_FRAME) {
      return (int) (totalFrames / (2.0 * framesPerClip) + (double) i * totalFrames / framesPerClip);
    }
    double segment = (double) totalFrames / framesPerClip;
    return (int) ((i * segment + segment / 2) % totalFrames);
  }
}
