package io.kinespark.verification.reference;

/** Runs cases of some kinds. */
public interface CaseRunner {
  /** Whether this runner knows what the case asks. */
  boolean supports(ReferenceCase reference);

  /** Computes what the case asks and compares it with the original's answer. */
  CaseResult run(ReferenceCase reference);
}
