package io.kinespark.preprocessing.sampling;

import java.util.Arrays;

/**
 * Takes several snippets of T frames at a fixed interval, one from each of as many equal parts of
 * the video, for networks that see them together as one clip (DSANet, {@code SampleFrames} of
 * {@code whwu95/DSANet} in training). The clip holds snippet after snippet.
 *
 * <p>With {@code a = floor((n - T * interval + 1) / snippets)} snippet k begins at {@code k * a}
 * plus a draw below {@code a}. Where {@code a} is 0, a video of more than {@code T * interval}
 * frames gets that many sorted random starts, a shorter one begins every snippet at frame 0 and
 * repeats its last frame.
 *
 * @param snippets snippets of a clip, U
 * @param framesPerSnippet frames of a snippet, T
 * @param interval frames from one frame of a snippet to the next
 * @param jitter whether the frames of a snippet are moved by draws below the interval, frame j of
 *     every snippet by the same; off in the published recipe
 */
public record SnippetTrainSampler(int snippets, int framesPerSnippet, int interval, boolean jitter)
    implements ClipSampler {

  /** Checks the counts. */
  public SnippetTrainSampler {
    Checks.atLeastOne(snippets, "snippets");
    Checks.atLeastOne(framesPerSnippet, "framesPerSnippet");
    Checks.atLeastOne(interval, "interval");
  }

  @Override
  public int framesPerClip() {
    return Math.multiplyExact(snippets, framesPerSnippet);
  }

  @Override
  public int clips() {
    return 1;
  }

  @Override
  public SampledClips sample(VideoTiming video, RandomDraws draws) {
    Snippets layout = new Snippets(framesPerSnippet, interval);
    int[] offsets = offsets(video.frames(), layout.starts(video.frames()), draws);
    int[] shifts = new int[framesPerSnippet];
    if (jitter) {
      Arrays.setAll(shifts, j -> draws.nextInt(0, interval));
    }
    return SampledClips.of(framesPerClip(), layout.frames(offsets, shifts, video.frames()));
  }

  private int[] offsets(int totalFrames, int starts, RandomDraws draws) {
    int[] offsets = new int[snippets];
    int part = Math.floorDiv(starts, snippets);
    if (part > 0) {
      Arrays.setAll(offsets, k -> k * part + draws.nextInt(0, part));
    } else if (totalFrames > Math.max(snippets, framesPerSnippet * interval)) {
      Arrays.setAll(offsets, k -> draws.nextInt(0, starts));
      Arrays.sort(offsets);
    }
    return offsets;
  }
}
