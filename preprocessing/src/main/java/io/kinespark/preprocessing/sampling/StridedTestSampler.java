package io.kinespark.preprocessing.sampling;

import java.util.Objects;

/**
 * Takes clips of T frames at a fixed interval from evenly spread starts, the first one at the
 * beginning of the video and the last one such that it ends with it; a single clip lies in the
 * middle ({@code SampleFrames} of mmaction2 in validation and test for clips of several frames;
 * with interval 1 and the last frame repeated the validation of mode {@code dense} of {@code
 * LannCX/SDCOM}). Starts are rounded half to even, or down where the rate is changed.
 *
 * @param stride how the frames follow each other
 * @param clips clips of a video
 */
public record StridedTestSampler(Stride stride, int clips) implements ClipSampler {

  /** Checks the number of clips. */
  public StridedTestSampler {
    Objects.requireNonNull(stride, "stride");
    Checks.atLeastOne(clips, "clips");
  }

  @Override
  public int framesPerClip() {
    return stride.framesPerClip();
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    int[] unmoved = new int[framesPerClip()];
    int[] indices = new int[Math.multiplyExact(clips, framesPerClip())];
    for (int k = 0; k < clips; k++) {
      int[] clip = stride.frames(video, start(video, k), unmoved);
      System.arraycopy(clip, 0, indices, k * framesPerClip(), framesPerClip());
    }
    return SampledClips.of(framesPerClip(), indices);
  }

  private int start(VideoTiming video, int k) {
    double last = Math.max(video.frames() - stride.spanToLast(video), 0);
    if (clips == 1) {
      return (int) (last / 2);
    }
    double step = last / (clips - 1);
    return stride.resamples(video) ? k * (int) step : (int) Math.rint(k * step);
  }
}
