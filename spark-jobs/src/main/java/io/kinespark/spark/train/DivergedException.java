package io.kinespark.spark.train;

import io.kinespark.spark.engine.IterationReport;

/** Loss, weights or scores are not finite any more; going on would be in vain. */
public final class DivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String MEND =
      ". Lower train.learning-rate, add train.warmup-epochs or clip the gradient; "
          + "train.stop-on-nan=false goes on regardless";

  /**
   * Says where it happened.
   *
   * @param report the iteration
   * @param samples what was trained on, for a person to look at
   */
  public DivergedException(IterationReport report, String samples) {
    super(
        "the loss is "
            + report.loss()
            + " in epoch "
            + (report.index().epoch() + 1)
            + ", iteration "
            + (report.index().global() + 1)
            + " at learning rate "
            + report.learningRate()
            + ", gradient norm "
            + report.gradientNorm()
            + "; the batch was "
            + samples
            + MEND);
  }

  /** Says what was found at the end of an epoch. */
  DivergedException(String found) {
    super(found + MEND);
  }
}
