package io.kinespark.models.training;

/** A checkpoint does not fit a network; nothing was loaded. */
public class CheckpointMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final LoadReport report;

  CheckpointMismatchException(LoadReport report) {
    super(
        "the checkpoint does not fit the network, nothing was loaded: %s. Check model settings and key map, or allow these names"
            .formatted(report));
    this.report = report;
  }

  private CheckpointMismatchException(String hint, CheckpointMismatchException cause) {
    super(hint + ". Nothing was loaded: " + cause.report.counts(), cause);
    this.report = cause.report;
  }

  /** The same refusal with what is probably behind it. */
  CheckpointMismatchException explainedBy(String hint) {
    return new CheckpointMismatchException(hint, this);
  }

  /** All differences that the policy does not allow, by name. */
  public LoadReport report() {
    return report;
  }
}
