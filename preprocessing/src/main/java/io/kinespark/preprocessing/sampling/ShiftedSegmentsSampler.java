package io.kinespark.preprocessing.sampling;

/**
 * Takes several clips of one frame from each of T equal segments, every clip further from the
 * beginnings of the segments ({@code test_sample} uniform of {@code
 * liu-zhy/temporal-adaptive-module}). With {@code t = n / T} clip k of K begins at {@code trunc(k *
 * (t - 1) / (K - 1))}, and its frames follow at t, truncated. A single clip takes the segments'
 * middles.
 *
 * @param framesPerClip segments, T
 * @param clips clips of a video, K
 */
public record ShiftedSegmentsSampler(int framesPerClip, int clips) implements ClipSampler {

  /** Checks the counts. */
  public ShiftedSegmentsSampler {
    Checks.atLeastOne(framesPerClip, "framesPerClip");
    Checks.atLeastOne(clips, "clips");
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    double segment = (double) video.frames() / framesPerClip;
    int[] indices = new int[Math.multiplyExact(clips, framesPerClip)];
    for (int i = 0; i < indices.length; i++) {
      double begin = clips == 1 ? segment / 2 : start(i / framesPerClip, segment);
      indices[i] = (int) (begin + segment * (i % framesPerClip)) % video.frames();
    }
    return SampledClips.of(framesPerClip, indices);
  }

  private int start(int clip, double segment) {
    double last = Math.max(segment - 1, 0);
    return clip == clips - 1 ? (int) last : (int) (clip * (last / (clips - 1)));
  }
}
