package io.kinespark.preprocessing.sampling;

/**
 * Takes the middle frame of each of T segments that include both their ends, {@code floor((low +
 * high) / 2)}: validation, and test with one view, of VoV3D and X3D on Something-Something ({@code
 * datasets/ssv2.py} of {@code youngwanLEE/VoV3D}).
 *
 * @param framesPerClip segments, T
 */
public record ClosedSegmentMiddleSampler(int framesPerClip) implements ClipSampler {

  /** Checks T. */
  public ClosedSegmentMiddleSampler {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
  }

  @Override
  public int clips() {
    return 1;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    ClosedSegments segments = new ClosedSegments(video.frames(), framesPerClip);
    int[] indices = new int[framesPerClip];
    for (int i = 0; i < framesPerClip; i++) {
      indices[i] = (segments.low(i) + segments.high(i)) / 2;
    }
    return SampledClips.of(framesPerClip, indices);
  }
}
