package io.kinespark.preprocessing.sampling;

/**
 * Takes dense windows at starts that are spread evenly from the first to the last possible one
 * ({@code DenseSampleFrames} in validation and test), or one window in the middle, at {@code
 * floor(p / 2)} of {@code p = max(1, 1 + n - range)} starts ({@code
 * liu-zhy/temporal-adaptive-module} in validation). A video shorter than the window gives equal
 * clips.
 *
 * @param framesPerClip frames of a clip, T
 * @param range length of the window in frames, 64 in the published recipes; at least T
 * @param positions starts, one clip each, 10 in the published recipes
 * @param starts where they are
 */
public record DenseTestSampler(int framesPerClip, int range, int positions, Starts starts)
    implements ClipSampler {

  /** Where windows begin. */
  public enum Starts {
    /** Evenly spread from the first to the last start; a single one is the first. */
    SPREAD,
    /** In the middle. */
    MIDDLE
  }

  /** Checks T, the window and the number of starts. */
  public DenseTestSampler {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
    Checks.atLeastOne(range / framesPerClip, "stride (range / framesPerClip)");
    Checks.atLeastOne(positions, "positions");
    if (starts == Starts.MIDDLE && positions > 1) {
      throw new IllegalArgumentException(
          "There is one start in the middle, not %d; take 1, or spread them".formatted(positions));
    }
  }

  /**
   * A sampler of evenly spread starts.
   *
   * @param framesPerClip frames of a clip, T
   * @param range length of the window in frames; at least T
   * @param positions starts, one clip each
   */
  public DenseTestSampler(int framesPerClip, int range, int positions) {
    this(framesPerClip, range, positions, Starts.SPREAD);
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
      int spread = j > 0 && j == positions - 1 ? last : (int) (j * step);
      int start = starts == Starts.MIDDLE ? (last + 1) / 2 : spread;
      int[] clip = DenseTrainSampler.window(start, framesPerClip, stride, totalFrames);
      System.arraycopy(clip, 0, indices, j * framesPerClip, framesPerClip);
    }
    return SampledClips.of(framesPerClip, indices);
  }
}
