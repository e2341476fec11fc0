package io.kinespark.verification.reference;

/**
 * How one case went.
 *
 * @param name of the case
 * @param what it asks, in the case's words
 * @param status the verdict
 * @param largestError the error that came closest to, or furthest over, its tolerance, relative as
 *     the case defines it; NaN if nothing was compared
 * @param tolerance the tolerance that was applied to that tensor; NaN if nothing was compared
 * @param worstTensor that tensor; empty if nothing was compared
 * @param detail how much was compared, or why the case failed or could not run
 */
public record CaseResult(
    String name,
    String what,
    Status status,
    double largestError,
    double tolerance,
    String worstTensor,
    String detail) {
  /** The verdict on a case. */
  public enum Status {
    /** Everything is within its tolerance. */
    PASS,
    /** Something is not, or the case could not be run. */
    FAIL,
    /** No runner knows this kind of case. */
    UNSUPPORTED
  }

  /** The same verdict with more to say of it. */
  CaseResult withDetail(String other) {
    return new CaseResult(name, what, status, largestError, tolerance, worstTensor, other);
  }

  /** A case that no runner knows. */
  public static CaseResult unsupported(String name, String what, String why) {
    return new CaseResult(name, what, Status.UNSUPPORTED, Double.NaN, Double.NaN, "", why);
  }

  /** A case that broke before it could be compared. */
  public static CaseResult failed(String name, String what, String why) {
    return new CaseResult(name, what, Status.FAIL, Double.NaN, Double.NaN, "", why);
  }
}
