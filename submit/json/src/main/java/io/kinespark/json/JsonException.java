package io.kinespark.json;

import java.io.IOException;

/** Text that is no JSON, or JSON that passes a bound. */
public final class JsonException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 300;

  private final int line;
  private final int column;
  private final String problem;

  JsonException(int line, int column, String problem, Throwable cause) {
    super("line %d, column %d: %s".formatted(line, column, shortened(problem)), cause);
    this.line = line;
    this.column = column;
    this.problem = shortened(problem);
  }

  JsonException(int line, int column, String problem) {
    this(line, column, problem, null);
  }

  /** The line, the first being 1. */
  public int line() {
    return line;
  }

  /** The column in characters, the first being 1. */
  public int column() {
    return column;
  }

  /** What is wrong, without its place. */
  public String problem() {
    return problem;
  }

  private static String shortened(String problem) {
    return problem.length() > LONGEST ? problem.substring(0, LONGEST) + "..." : problem;
  }
}
