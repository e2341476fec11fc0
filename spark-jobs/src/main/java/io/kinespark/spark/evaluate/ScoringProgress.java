package io.kinespark.spark.evaluate;

/** Hears how far scoring has come, on the driver. */
@FunctionalInterface
public interface ScoringProgress {

  /**
   * More tasks have ended.
   *
   * @param scored videos whose outcome is known
   * @param total videos to score
   */
  void scored(long scored, long total);

  /** Hears nothing. */
  static ScoringProgress none() {
    return (scored, total) -> {};
  }
}
