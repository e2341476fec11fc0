package io.kinespark.preprocessing.sampling;

/**
 * Cuts the video into T segments of equal length and draws one frame from each, as TSN and TANet do
 * for Something-Something ({@code SampleFrames} in training). A video with fewer than T frames
 * gives evenly spread, rounded positions instead.
 *
 * @param framesPerClip segments, T
 */
public record UniformTrainSampler(int framesPerClip) implements ClipSampler {

  /** Checks T. */
  public UniformTrainSampler {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
  }

  @Override
  public int clips() {
    return 1;
  }

  @Override
  public SampledClips sample(int totalFrames, RandomDraws draws) {
    Checks.atLeastOne(totalFrames, "totalFrames");
    int segment = totalFrames / framesPerClip;
    int[] indices = new int[framesPerClip];
    for (int i = 0; i < framesPerClip; i++) {
      if (segment > 0) {
        indices[i] = i * segment + draws.nextInt(0, segment);
      } else {
        // Half to even; the last position may round up to the frame count and wraps to frame 0.
        indices[i] = (int) Math.rint(i * (double) totalFrames / framesPerClip) % totalFrames;
      }
    }
    return SampledClips.of(framesPerClip, indices);
  }
}
