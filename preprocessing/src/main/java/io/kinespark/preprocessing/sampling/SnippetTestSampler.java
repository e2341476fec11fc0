package io.kinespark.preprocessing.sampling;

/**
 * Takes snippets of T frames at a fixed interval from the middle of equal parts of the video, and
 * groups them into clips that each span the whole video (DSANet, {@code SampleFrames} of {@code
 * whwu95/DSANet} in validation and test, and the grouping of its {@code test_recognizer.py}).
 *
 * <p>Of {@code K = snippets * groups} snippets, snippet k begins at {@code trunc(tick / 2 + tick *
 * k)} with {@code tick = (n - T * interval + 1) / K}, or at frame 0 in a short video. Clip g holds
 * the snippets {@code g, groups + g, 2 * groups + g, ...} in the order of time.
 *
 * @param snippets snippets of a clip, U
 * @param framesPerSnippet frames of a snippet, T
 * @param interval frames from one frame of a snippet to the next
 * @param groups clips; 1 in validation, 2 in the published test
 */
public record SnippetTestSampler(int snippets, int framesPerSnippet, int interval, int groups)
    implements ClipSampler {

  /** Checks the counts. */
  public SnippetTestSampler {
    Checks.atLeastOne(snippets, "snippets");
    Checks.atLeastOne(framesPerSnippet, "framesPerSnippet");
    Checks.atLeastOne(interval, "interval");
    Checks.atLeastOne(groups, "groups");
  }

  @Override
  public int framesPerClip() {
    return Math.multiplyExact(snippets, framesPerSnippet);
  }

  @Override
  public int clips() {
    return groups;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    Snippets layout = new Snippets(framesPerSnippet, interval);
    double tick = (double) layout.starts(video.frames()) / Math.multiplyExact(snippets, groups);
    int[] offsets = new int[snippets * groups];
    for (int i = 0; i < offsets.length; i++) {
      int group = i / snippets;
      int k = i % snippets * groups + group;
      offsets[i] = tick > 0 ? (int) (tick / 2 + tick * k) : 0;
    }
    int[] unmoved = new int[framesPerSnippet];
    return SampledClips.of(framesPerClip(), layout.frames(offsets, unmoved, video.frames()));
  }
}
