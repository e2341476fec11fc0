package io.kinespark.preprocessing.sampling;

import java.util.Objects;

/**
 * Cuts the video into T segments of equal length and draws one frame from each, as TSN, TANet (for
 * Something-Something) and SDCOM do in training ({@code SampleFrames} of mmaction2, mode {@code
 * global} of SDCOM).
 *
 * @param framesPerClip segments, T
 * @param shortVideos what is taken of a video with fewer than T frames
 * @param keepTail whether the segments are {@code n / T} frames long, a real number, so that the
 *     last frames belong to the last one and short videos need no rule of their own ({@code
 *     keep_tail_frames} of mmaction2); otherwise {@code floor(n / T)}
 */
public record UniformTrainSampler(int framesPerClip, ShortVideos shortVideos, boolean keepTail)
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

  /**
   * A sampler of segments of whole frames.
   *
   * @param framesPerClip segments, T
   * @param shortVideos what is taken of a video with fewer than T frames
   */
  public UniformTrainSampler(int framesPerClip, ShortVideos shortVideos) {
    this(framesPerClip, shortVideos, /* keepTail= */ false);
  }

  @Override
  public int clips() {
    return 1;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    int totalFrames = video.frames();
    int segment = totalFrames / framesPerClip;
    double exact = (double) totalFrames / framesPerClip;
    int[] indices = new int[framesPerClip];
    for (int i = 0; i < framesPerClip; i++) {
      if (keepTail) {
        // The sum may round up to the frame count.
        int frame = (int) (i * exact + draws.nextUniform(0, exact));
        indices[i] = Math.min(frame, totalFrames - 1);
      } else if (segment > 0) {
        indices[i] = i * segment + draws.nextInt(0, segment);
      } else if (shortVideos == ShortVideos.SPREAD) {
        // Half to even; the last position may round up to the frame count and wraps to frame 0.
        indices[i] = (int) Math.rint(i * (double) totalFrames / framesPerClip) % totalFrames;
      }
    }
    return SampledClips.of(framesPerClip, indices);
  }
}
