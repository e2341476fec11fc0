package io.kinespark.spark.train;

import io.kinespark.spark.engine.TrainingState;
import java.io.IOException;
import java.util.OptionalDouble;

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
   * Accuracy on a split, each as a share in [0, 1] where it is defined, and what it cost.
   *
   * @param top1 videos of which a label has the highest score
   * @param top5 videos of which a label is among the five highest
   * @param meanAveragePrecision with which each class's scores rank the videos, where it is asked
   *     for
   * @param videoMacs mean multiply-accumulates of a video, of a network that chooses widths
   */
  record Accuracy(
      OptionalDouble top1,
      OptionalDouble top5,
      OptionalDouble meanAveragePrecision,
      OptionalDouble videoMacs) {

    /** What is known of a split that was not scored. */
    static Accuracy unknown() {
      return new Accuracy(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }
  }
}
