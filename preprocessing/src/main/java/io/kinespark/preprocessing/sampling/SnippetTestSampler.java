package io.kinespark.preprocessing.sampling;

/**
 * Takes snippets of T frames at a fixed interval from the middle of equal parts of the video, and
 * groups them into clips that each span the whole video (DSANet, {@code SampleFrames} of {@code
 * whwu95/DSANet} in validation and test, and the grouping of its {@code test_recognizer.py}).
 *
 * <p>Of {@code K = snippets * groups} snippets, snippet k begins at {@code trunc(tick / 2 + tick *
 * k)} with {@code tick = (n - T * interval + 1) / K}, or at frame 0 in a short video. Clip g holds
 * the snippets {@code g, groups + g, 2 * groups + g, ...} in the order of time. A second set of
 * snippets from the beginnings of the parts, at {@code trunc(tick * k)}, is grouped likewise; in
 * short videos the original gives it negative frames.
 *
 * @param snippets snippets of a clip, U
 * @param framesPerSnippet frames of a snippet, T
 * @param interval frames from one frame of a snippet to the next
 * @param groups clips; 1 in validation, 2 in the published test
 * @param twice adds as many clips of the second set of snippets ({@code sth_samples} = 2)
 */
public record SnippetTestSampler(
    int snippets, int framesPerSnippet, int interval, int groups, boolean twice)
    implements ClipSampler {

  /** Checks the counts. */
  public SnippetTestSampler {
    Checks.atLeastOne(snippets, "snippets");
    Checks.atLeastOne(framesPerSnippet, "framesPerSnippet");
    Checks.atLeastOne(interval, "interval");
    Checks.atLeastOne(groups, "groups");
  }

  /**
   * A sampler of snippets from the middles of the parts only.
   *
   * @param snippets snippets of a clip, U
   * @param framesPerSnippet frames of a snippet, T
   * @param interval frames from one frame of a snippet to the next
   * @param groups clips
   */
  public SnippetTestSampler(int snippets, int framesPerSnippet, int interval, int groups) {
    this(snippets, framesPerSnippet, interval, groups, /* twice= */ false);
  }

  @Override
  public int framesPerClip() {
    return Math.multiplyExact(snippets, framesPerSnippet);
  }

  @Override
  public int clips() {
    return twice ? 2 * groups : groups;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    Snippets layout = new Snippets(framesPerSnippet, interval);
    double tick = (double) layout.starts(video.frames()) / Math.multiplyExact(snippets, groups);
    int[] offsets = new int[snippets * clips()];
    for (int i = 0; i < offsets.length; i++) {
      int clip = i / snippets;
      int k = i % snippets * groups + clip % groups;
      double place = clip < groups ? tick / 2 + tick * k : tick * k;
      offsets[i] = tick > 0 ? (int) place : 0;
    }
    int[] unmoved = new int[framesPerSnippet];
    return SampledClips.of(framesPerClip(), layout.frames(offsets, unmoved, video.frames()));
  }
}
