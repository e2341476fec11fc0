package io.kinespark.preprocessing.sampling;

import java.util.Arrays;
import java.util.Objects;

/**
 * Takes T frames at a fixed interval from a random start ({@code SampleFrames} of mmaction2 for one
 * clip of several frames; with interval 1 and the last frame repeated the mode {@code dense} of
 * {@code LannCX/SDCOM}). The start is drawn from {@code [0, n - span + 1)}; a video shorter than
 * the span begins at frame 0. Draws: the start, then with jitter a shift of each frame.
 *
 * @param stride how the frames follow each other
 * @param jitter whether each frame is moved by a draw below the interval
 */
public record StridedTrainSampler(Stride stride, boolean jitter) implements ClipSampler {

  /** Checks that there is a stride. */
  public StridedTrainSampler {
    Objects.requireNonNull(stride, "stride");
  }

  @Override
  public int framesPerClip() {
    return stride.framesPerClip();
  }

  @Override
  public int clips() {
    return 1;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    int starts = (int) Math.floor(video.frames() - stride.span(video) + 1);
    int start = starts > 0 ? draws.nextInt(0, starts) : 0;
    int[] shifts = new int[framesPerClip()];
    if (jitter) {
      Arrays.setAll(shifts, j -> draws.nextInt(0, stride.interval()));
    }
    return SampledClips.of(framesPerClip(), stride.frames(video, start, shifts));
  }
}
