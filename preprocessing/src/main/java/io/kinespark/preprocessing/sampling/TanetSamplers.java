package io.kinespark.preprocessing.sampling;

/** The samplers of TANet's published recipes (mmaction2, {@code configs/recognition/tanet}). */
public final class TanetSamplers {

  private static final int DENSE_RANGE = 64;
  private static final int DENSE_POSITIONS = 10;

  private TanetSamplers() {}

  /**
   * Kinetics-400 training: one dense clip at a random start.
   *
   * @param frames T
   * @return the sampler
   */
  public static ClipSampler kineticsTrain(int frames) {
    return new DenseTrainSampler(frames, DENSE_RANGE);
  }

  /**
   * Kinetics-400 validation and test: dense clips at ten starts.
   *
   * @param frames T
   * @return the sampler
   */
  public static ClipSampler kineticsTest(int frames) {
    return new DenseTestSampler(frames, DENSE_RANGE, DENSE_POSITIONS);
  }

  /**
   * Something-Something training: one random frame of each segment.
   *
   * @param frames T
   * @return the sampler
   */
  public static ClipSampler somethingTrain(int frames) {
    return new UniformTrainSampler(frames);
  }

  /**
   * Something-Something validation (and the efficient protocol): the segments' middle frames.
   *
   * @param frames T
   * @return the sampler
   */
  public static ClipSampler somethingValidation(int frames) {
    return new UniformTestSampler(frames, /* twice= */ false);
  }

  /**
   * Something-Something test (the accurate protocol): middle frames, then first frames.
   *
   * @param frames T
   * @return the sampler
   */
  public static ClipSampler somethingTest(int frames) {
    return new UniformTestSampler(frames, /* twice= */ true);
  }
}
