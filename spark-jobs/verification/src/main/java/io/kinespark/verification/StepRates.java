package io.kinespark.verification;

import io.kinespark.models.training.LearningRateSchedule;
import io.kinespark.models.training.SgdRule;
import io.kinespark.spark.engine.SgdSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Settings of an engine's optimizer from the learning rate of every step of a case. */
final class StepRates {
  private StepRates() {}

  /**
   * Settings for a run of one epoch.
   *
   * @param rates one for each step of the epoch
   */
  static SgdSettings sgd(SgdRule rule, List<Double> rates) {
    double base = Collections.max(rates);
    List<Double> from = new ArrayList<>();
    List<Double> factors = new ArrayList<>();
    for (int step = 0; step < rates.size(); step++) {
      from.add((step - 0.5) / rates.size());
      factors.add(base == 0 ? 1 : rates.get(step) / base);
    }
    return new SgdSettings(rule, base, new LearningRateSchedule.Steps(from, factors));
  }
}
