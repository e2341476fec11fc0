package io.kinespark.preprocessing.sampling;

/**
 * Takes the middle frame of each of T equal segments ({@code SampleFrames} in validation and test).
 *
 * @param framesPerClip segments, T
 * @param twice adds a second clip of the segments' first frames, after the centred one
 */
public record UniformTestSampler(int framesPerClip, boolean twice) implements ClipSampler {

  /** Checks T. */
  public UniformTestSampler {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
  }

  @Override
  public int clips() {
    return twice ? 2 : 1;
  }

  @Override
  public SampledClips sample(int totalFrames, RandomDraws draws) {
    Checks.atLeastOne(totalFrames, "totalFrames");
    double segment = (double) totalFrames / framesPerClip;
    int[] indices = new int[clips() * framesPerClip];
    for (int i = 0; i < framesPerClip; i++) {
      indices[i] = (int) ((i * segment + segment / 2) % totalFrames);
      if (twice) {
        indices[framesPerClip + i] = (int) (i * segment);
      }
    }
    return SampledClips.of(framesPerClip, indices);
  }
}
