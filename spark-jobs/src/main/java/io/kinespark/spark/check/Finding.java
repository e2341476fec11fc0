package io.kinespark.spark.check;

/**
 * Something about a data set that its user should know.
 *
 * @param severity how bad it is
 * @param where the split, or what else it is about
 * @param what what was found
 * @param count how often
 * @param example the first case
 */
record Finding(Severity severity, String where, String what, long count, String example) {

  /** How bad a finding is. */
  enum Severity {
    /** The data set must not be used like this. */
    ERROR,
    /** It can be used; results are affected. */
    WARNING
  }
}
