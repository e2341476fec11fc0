package io.kinespark.spark.bigdl;

/**
 * Ends BigDL's loop after the last iteration. If the loop ended by itself, BigDL would collect all
 * weights and gradients through one task result, several copies of each, for a module that nobody
 * looks at; {@link RunLoop} has collected what counts. It is the one kind of exception that BigDL
 * passes on without logging an error.
 */
final class RunEndedException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  RunEndedException() {
    super("the run has ended");
  }

  /** A signal: where it comes from tells nothing. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
