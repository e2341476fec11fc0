package io.kinespark.preprocessing.sampling;

/**
 * Snippets of equal length at given offsets; what would lie beyond the last frame repeats it.
 *
 * @param length frames of a snippet, T
 * @param interval frames from one to the next
 */
record Snippets(int length, int interval) {

  Snippets {
    Checks.atLeastOne(length, "framesPerSnippet");
    Checks.atLeastOne(interval, "interval");
  }

  /** Possible starts of a snippet, {@code n - T * interval + 1}; 0 or less in a short video. */
  int starts(int totalFrames) {
    return totalFrames - Math.multiplyExact(length, interval) + 1;
  }

  /**
   * Frames of snippet after snippet.
   *
   * @param offsets first frame of each snippet
   * @param shifts added to the frames of every snippet, {@code [T]}
   */
  int[] frames(int[] offsets, int[] shifts, int totalFrames) {
    int[] indices = new int[offsets.length * length];
    for (int k = 0; k < offsets.length; k++) {
      for (int j = 0; j < length; j++) {
        int frame = offsets[k] + j * interval + shifts[j];
        indices[k * length + j] = Math.min(frame, totalFrames - 1);
      }
    }
    return indices;
  }
}
