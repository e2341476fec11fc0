package io.kinespark.preprocessing.sampling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Samples a video several times, one sampler after the other, and hands over the clips of all:
 * tests on clips that are drawn anew, or on fixed clips and drawn ones ({@code sth_samples} of
 * {@code whwu95/DSANet}).
 *
 * @param samplers at least one, all of one clip length
 */
public record SuccessiveSampler(List<ClipSampler> samplers) implements ClipSampler {

  /** Checks that the clips are of one length. */
  public SuccessiveSampler {
    samplers = List.copyOf(samplers);
    if (samplers.stream().map(ClipSampler::framesPerClip).distinct().count() != 1) {
      throw new IllegalArgumentException("Clips of one length are needed, not of " + samplers);
    }
  }

  /**
   * A sampler, and another one several times after it.
   *
   * @param first comes first
   * @param then comes after it
   * @param times how often, at least 0
   * @return the first one itself if the other comes no time
   */
  public static ClipSampler of(ClipSampler first, ClipSampler then, int times) {
    List<ClipSampler> samplers = new ArrayList<>(List.of(first));
    samplers.addAll(Collections.nCopies(times, then));
    return times == 0 ? first : new SuccessiveSampler(samplers);
  }

  @Override
  public int framesPerClip() {
    return samplers.get(0).framesPerClip();
  }

  @Override
  public int clips() {
    return samplers.stream().mapToInt(ClipSampler::clips).sum();
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    int[] indices = new int[Math.multiplyExact(clips(), framesPerClip())];
    int filled = 0;
    for (ClipSampler sampler : samplers) {
      int[] own = sampler.sample(video, draws).indices();
      System.arraycopy(own, 0, indices, filled, own.length);
      filled += own.length;
    }
    return SampledClips.of(framesPerClip(), indices);
  }
}
