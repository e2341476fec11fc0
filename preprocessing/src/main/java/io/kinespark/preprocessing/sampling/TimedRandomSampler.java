package io.kinespark.preprocessing.sampling;

/**
 * Takes one clip at a random moment, its frames measured in seconds rather than in frames: VoV3D
 * and X3D on Kinetics, in training and in the validation between epochs ({@code
 * datasets/decoder.py} of {@code youngwanLEE/VoV3D}). One draw, the start, uniform in {@code [0,
 * max(n - L, 0)]}, where the clip spans {@code L = rate * T / targetFps * fps} frames.
 *
 * @param framesPerClip T
 * @param rate frames at {@code targetFps} from one frame of the clip to the next
 * @param targetFps frames a second that {@code rate} is meant for, 30 in the published recipes
 */
public record TimedRandomSampler(int framesPerClip, int rate, double targetFps)
    implements ClipSampler {

  /** Checks the numbers. */
  public TimedRandomSampler {
    new TimedWindow(framesPerClip, rate, targetFps);
  }

  @Override
  public int clips() {
    return 1;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    TimedWindow window = new TimedWindow(framesPerClip, rate, targetFps);
    double start = draws.nextUniform(0, window.lastStart(video));
    return SampledClips.of(framesPerClip, window.frames(video, start));
  }
}
