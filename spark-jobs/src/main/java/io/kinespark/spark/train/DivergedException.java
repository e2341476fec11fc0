package io.kinespark.spark.train;

/** The loss is not a number any more; going on would spoil the weights. */
public final class DivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

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
            + ". Lower train.learning-rate, add train.warmup-epochs or clip the gradient; "
            + "train.stop-on-nan=false goes on regardless");
  }
}
