package io.kinespark.models.reference;

/**
 * How one case went.
 *
 * @param name of the case
 * @param what it asks, in the case's words
 * @param status the verdict
 * @param largestError the error that came closest to, or furthest over, its tolerance, relative as
 *     the case defines it
 * @param tolerance the tolerance that was applied to that tensor
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

  /** A case that no runner knows. */
  public static CaseResult unsupported(ReferenceCase reference, String why) {
    return of(reference, Status.UNSUPPORTED, why);
  }

  /** A case that broke before it could be compared. */
  public static CaseResult failed(ReferenceCase reference, String why) {
    return of(reference, Status.FAIL, why);
  }

  private static CaseResult of(ReferenceCase reference, Status status, String detail) {
    return new CaseResult(
        reference.name(), reference.json().path("what").asText(), status, 0, 0, "", detail);
  }
}
