package io.kinespark.spark.job;

/** What the process answers to the shell. */
public final class ExitCode {
  /** The job did all it was asked to. */
  public static final int OK = 0;

  /** The job failed, or a check did not pass. */
  public static final int FAILED = 1;

  /** The command line or the configuration cannot be used; nothing was started. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
