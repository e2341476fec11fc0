package io.kinespark.preprocessing.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frame indices of the clips of one video, all clips of one length. */
public final class SampledClips {

  private final int framesPerClip;
  private final int[] indices;

  private SampledClips(int framesPerClip, int[] indices) {
    this.framesPerClip = framesPerClip;
    this.indices = indices;
  }

  /**
   * Groups indices into clips.
   *
   * @param framesPerClip frames of each clip
   * @param indices 0-based frame indices, clip after clip
   * @return the clips
   * @throws IllegalArgumentException if the indices do not make whole clips
   */
  public static SampledClips of(int framesPerClip, int[] indices) {
    if (framesPerClip < 1 || indices.length == 0 || indices.length % framesPerClip != 0) {
      throw new IllegalArgumentException(
          indices.length + " indices do not make clips of " + framesPerClip + " frames");
    }
    return new SampledClips(framesPerClip, indices.clone());
  }

  /**
   * Number of clips.
   *
   * @return at least 1
   */
  public int clips() {
    return indices.length / framesPerClip;
  }

  /**
   * Frames of each clip, T.
   *
   * @return at least 1
   */
  public int framesPerClip() {
    return framesPerClip;
  }

  /**
   * All indices, clips outermost.
   *
   * @return {@code clips * framesPerClip} indices, a copy
   */
  public int[] indices() {
    return indices.clone();
  }

  /**
   * The indices clip by clip.
   *
   * @return one array of T indices for each clip, copies
   */
  public List<int[]> asList() {
    List<int[]> clips = new ArrayList<>(clips());
    for (int from = 0; from < indices.length; from += framesPerClip) {
      clips.add(Arrays.copyOfRange(indices, from, from + framesPerClip));
    }
    return clips;
  }

  /**
   * The same clips of a stretch of video that begins later.
   *
   * @param offset added to every index
   * @return shifted clips
   */
  public SampledClips shifted(int offset) {
    int[] moved = indices.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += offset;
    }
    return new SampledClips(framesPerClip, moved);
  }
}
