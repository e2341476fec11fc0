package io.kinespark.verification.data;

import io.kinespark.verification.reference.UnsupportedCaseException;

/** Answers the questions of one kind of list with the project's own code. */
interface DataCheck {
  /** Whether this check knows the kind of list. */
  boolean supports(DataCase reference);

  /** What the list asks, in a few words. */
  String what();

  /**
   * Answers every question and compares.
   *
   * @throws UnsupportedCaseException if the list asks something that the project does not have
   */
  void compare(DataCase reference, DataComparison comparison);
}
