package io.kinespark.spark.engine;

import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.SgdRule;
import java.io.Serializable;

/**
 * How a run's steps change the weights.
 *
 * @param rule the update
 * @param learningRate base learning rate, before the schedule's and each parameter's factors
 * @param schedule the learning rate over the epochs
 */
public record SgdSettings(SgdRule rule, double learningRate, LearningRateSchedule schedule)
    implements Serializable {

  /**
   * Checks the rate.
   *
   * @throws IllegalArgumentException if it is negative or no number
   */
  public SgdSettings {
    if (!(learningRate >= 0)) {
      throw new IllegalArgumentException(
          "the learning rate must not be negative: got " + learningRate);
    }
  }
}
