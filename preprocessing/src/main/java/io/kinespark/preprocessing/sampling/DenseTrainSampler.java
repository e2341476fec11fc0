package io.kinespark.preprocessing.sampling;

/**
 * Takes T frames at a fixed stride from a random window of the video, as TANet does for Kinetics
 * ({@code DenseSampleFrames} in training). The stride is {@code floor(range / T)}; a video shorter
 * than the window loops. As in the original, the last possible start is never drawn.
 *
 * @param framesPerClip frames of the clip, T
 * @param range length of the window in frames, 64 in the published recipes; at least T
 */
public record DenseTrainSampler(int framesPerClip, int range) implements ClipSampler {

  /** Checks T and the window. */
  public DenseTrainSampler {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
    Checks.atLeastOne(range / framesPerClip, "stride (range / framesPerClip)");
  }

  @Override
  public int clips() {
    return 1;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    int totalFrames = video.frames();
    int starts = Math.max(1, 1 + totalFrames - range);
    int start = starts == 1 ? 0 : draws.nextInt(0, starts - 1);
    return SampledClips.of(
        framesPerClip, window(start, framesPerClip, range / framesPerClip, totalFrames));
  }

  /** T frames from a start at a stride, looping at the end of the video. */
  static int[] window(int start, int framesPerClip, int stride, int totalFrames) {
    int[] indices = new int[framesPerClip];
    for (int i = 0; i < framesPerClip; i++) {
      indices[i] = (start + i * stride) % totalFrames;
    }
    return indices;
  }
}
