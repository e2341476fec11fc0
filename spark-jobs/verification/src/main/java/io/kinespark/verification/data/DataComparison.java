package io.kinespark.verification.data;

import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compares the answers to one list. Whole numbers must be equal; an error is relative to the
 * largest absolute value of the answer.
 */
final class DataComparison {
  private static final int MAX_FAILURES_SHOWN = 3;
  private static final int MAX_VALUES_SHOWN = 12;

  private final String name;
  private final String what;
  private final List<String> failures = new ArrayList<>();
  private String question = "";
  private int compared;
  private double worstRatio = -1;
  private double worstError;
  private double worstTolerance;
  private String worstAnswer = "";

  DataComparison(String name, String what) {
    this.name = name;
    this.what = what;
  }

  /**
   * Answers every entry of an array. What an entry is refused for is a failure of that entry only.
   */
  void entries(CaseNode array, Consumer<CaseNode> answer) {
    int index = 0;
    for (CaseNode entry : array) {
      String at = "entry " + index++;
      question(at, () -> answer.accept(entry));
    }
  }

  /** Answers one question. */
  void question(String at, Runnable answer) {
    question = at;
    try {
      answer.run();
    } catch (UnsupportedCaseException e) {
      throw e;
    } catch (RuntimeException e) {
      failure("it broke: " + e);
    }
    question = "";
  }

  /** Compares whole numbers, which must be equal. */
  void exact(String answer, int[] expected, int[] actual) {
    compared++;
    if (expected.length != actual.length) {
      failure("%s has %d values, not %d".formatted(answer, actual.length, expected.length));
      return;
    }
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs((double) expected[i] - actual[i]));
      largest = Math.max(largest, Math.abs((double) expected[i]));
    }
    note(answer, difference == 0 ? 0 : difference / largest, 0);
    if (difference != 0) {
      failure("%s is %s, not %s".formatted(answer, shown(actual), shown(expected)));
    }
  }

  /** Compares texts or flags, which must be equal. */
  void same(String answer, Object expected, Object actual) {
    compared++;
    if (!expected.equals(actual)) {
      failure("%s is %s, not %s".formatted(answer, actual, expected));
    }
  }

  /** Compares a number within a relative tolerance. */
  void close(String answer, double expected, double actual, double tolerance) {
    compared++;
    boolean bothNaN = Double.isNaN(expected) && Double.isNaN(actual);
    double error =
        bothNaN || expected == actual ? 0 : Math.abs(expected - actual) / Math.abs(expected);
    note(answer, error, tolerance);
    if (!(error <= tolerance)) {
      failure("%s is %s, not %s".formatted(answer, actual, expected));
    }
  }

  private void note(String answer, double error, double tolerance) {
    double ratio = error == 0 ? 0 : error / tolerance;
    if (!(ratio <= worstRatio)) {
      worstRatio = ratio;
      worstError = error;
      worstTolerance = tolerance;
      worstAnswer = answer;
    }
  }

  /** Records that something is wrong that is no number. */
  void failure(String message) {
    failures.add(question.isEmpty() ? message : question + ": " + message);
  }

  /** The verdict. */
  CaseResult result() {
    if (compared == 0) {
      failure("the list holds nothing to compare with");
    }
    boolean passed = failures.isEmpty();
    return new CaseResult(
        name,
        what,
        passed ? CaseResult.Status.PASS : CaseResult.Status.FAIL,
        worstError,
        worstTolerance,
        worstAnswer,
        passed ? "%d answers compared".formatted(compared) : describe());
  }

  private String describe() {
    String shown = String.join("; ", failures.stream().limit(MAX_FAILURES_SHOWN).toList());
    int more = failures.size() - MAX_FAILURES_SHOWN;
    return more > 0 ? "%s; and %d more".formatted(shown, more) : shown;
  }

  private static String shown(int... values) {
    return values.length <= MAX_VALUES_SHOWN
        ? Arrays.toString(values)
        : Arrays.toString(Arrays.copyOf(values, MAX_VALUES_SHOWN)).replace("]", ", ...]");
  }
}
