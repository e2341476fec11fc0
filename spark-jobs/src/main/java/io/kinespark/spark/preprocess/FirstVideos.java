package io.kinespark.spark.preprocess;

import java.util.List;

/**
 * Whether the first videos of a split open where the tasks run.
 *
 * @param tried how many were tried
 * @param failures why those that do not open do not
 */
record FirstVideos(int tried, List<String> failures) {

  /**
   * Ends the job if there is nothing to expect of it.
   *
   * @throws PreprocessException if not one of them opens
   */
  void throwIfNoneOpens() throws PreprocessException {
    if (tried > 0 && failures.size() == tried) {
      throw new PreprocessException(
          "None of the first %d videos opens; check dataset.root and dataset.extensions: %s"
              .formatted(tried, String.join("; ", failures)));
    }
  }

  @Override
  public String toString() {
    return "%d of %d open".formatted(tried - failures.size(), tried);
  }
}
