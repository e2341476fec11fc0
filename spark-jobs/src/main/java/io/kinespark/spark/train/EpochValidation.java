package io.kinespark.spark.train;

import java.io.IOException;

/** Measures a state on the validation split between epochs. */
@FunctionalInterface
public interface EpochValidation {

  /**
   * Scores the validation videos.
   *
   * @param state what has been learnt
   * @throws IOException when storage fails
   */
  Accuracy validate(TrainingState state) throws IOException;

  /**
   * Accuracy on a split.
   *
   * @param top1 share of videos whose label has the highest score, in [0, 1]
   * @param top5 share whose label is among the five highest
   */
  record Accuracy(double top1, double top5) {}
}
