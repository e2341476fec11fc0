package io.kinespark.preprocessing.sampling;

/**
 * Draws one frame from each of T segments that include both their ends, anew for every clip. VoV3D
 * and X3D train so on Something-Something, and test so where there are several views ({@code
 * datasets/ssv2.py} of {@code youngwanLEE/VoV3D}).
 *
 * @param framesPerClip segments, T
 * @param clips clips of a video; 1 in training
 */
public record ClosedSegmentRandomSampler(int framesPerClip, int clips) implements ClipSampler {

  /** Checks the counts. */
  public ClosedSegmentRandomSampler {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
    Checks.atLeastOne(clips, "clips");
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    ClosedSegments segments = new ClosedSegments(video.frames(), framesPerClip);
    int[] indices = new int[Math.multiplyExact(clips, framesPerClip)];
    for (int i = 0; i < indices.length; i++) {
      int segment = i % framesPerClip;
      indices[i] = draws.nextInt(segments.low(segment), segments.high(segment) + 1);
    }
    return SampledClips.of(framesPerClip, indices);
  }
}
