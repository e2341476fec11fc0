package io.kinespark.preprocessing.sampling;

/**
 * Takes dense windows at starts that are spread evenly from the first to the last possible one
 * ({@code DenseSampleFrames} in validation and test). A video shorter than the window gives equal
 * clips.
 *
 * @param framesPerClip frames of a clip, T
 * @param range length of the window in frames, 64 in the published recipes; at least T
 * @param positions starts, one clip each, 10 in the published recipes
 */
public record DenseTestSampler(int framesPerClip, int range, int positions) implements ClipSampler {

  /** Checks T, the window and the number of starts. */
  public DenseTestSampler {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
    Checks.atLeastOne(range / framesPerClip, "stride (range / framesPerClip)");
    Checks.atLeastOne(positions, "positions");
  }

  @Override
  public int clips() {
    return positions;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    int totalFrames = video.frames();
    int last = Math.max(1, 1 + totalFrames - range) - 1;
    double step = positions == 1 ? 0 : (double) last / (positions - 1);
    int stride = range / framesPerClip;
    int[] indices = new int[positions * framesPerClip];
    for (int j = 0; j < positions; j++) {
      int start = j > 0 && j == positions - 1 ? last : (int) (j * step);
      int[] clip = DenseTrainSampler.window(start, framesPerClip, stride, totalFrames);
      System.arraycopy(clip, 0, indices, j * framesPerClip, framesPerClip);
    }
    return SampledClips.of(framesPerClip, indices);
  }
}
