package io.kinespark.verification.reference;

import io.kinespark.models.checkpoint.HostTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares the tensors and numbers of one case. An error is relative to the largest absolute value
 * of the expected tensor; that of {@code grad_norm} and {@code delta_norm} follows a {@link
 * NormMeasure}, where -1 stands for a parameter without gradient. A case whose {@code
 * tolerance_kind} begins with "absolute" asks for the differences as they are.
 */
public final class TensorComparison {
  private static final String FLOORED_RULE =
      "per entry: |a-b| <= tol * max(b, 1e-3*max over entries)";

  /** How the norms of several parameters, one element each, are measured. */
  public enum NormMeasure {
    /** Relative to each element. */
    PER_ELEMENT,
    /** Relative to each element, or to a thousandth of the largest where that is larger. */
    FLOORED,
    /** Relative to the largest, as every other tensor. */
    LARGEST;

    /** What the case's {@code grad_norm_rule} asks for; without one, each element. */
    static NormMeasure statedBy(ReferenceCase reference) {
      reference.json().only("grad_norm_rule", FLOORED_RULE);
      return reference.json().has("grad_norm_rule") ? FLOORED : PER_ELEMENT;
    }
  }

  private static final Set<String> NORMS = Set.of("grad_norm", "delta_norm");
  private static final double FLOOR_OF_NORMS = 1e-3;
  private static final int MAX_FAILURES_SHOWN = 5;

  private final ReferenceCase reference;
  private final Tolerances tolerances;
  private final boolean absolute;
  private final NormMeasure norms;
  private final Set<String> compared = new LinkedHashSet<>();
  private final List<String> failures = new ArrayList<>();
  private double worstError;
  private double worstTolerance;
  private double worstRatio = -1;
  private String worstTensor = "";

  /** A comparison with the answers of {@code reference}, norms measured as it says. */
  public TensorComparison(ReferenceCase reference) {
    this(reference, NormMeasure.statedBy(reference));
  }

  /** A comparison with the answers of {@code reference}. */
  public TensorComparison(ReferenceCase reference, NormMeasure norms) {
    this(reference, norms, isAbsolute(reference));
  }

  private TensorComparison(ReferenceCase reference, NormMeasure norms, boolean absolute) {
    this.reference = reference;
    this.norms = norms;
    this.tolerances = new Tolerances(reference.json());
    this.absolute = absolute;
    Set<String> answers = new LinkedHashSet<>(reference.tensors().tensors().keySet());
    answers.addAll(reference.json().names());
    tolerances.requireOfAnswers(answers);
  }

  private static boolean isAbsolute(ReferenceCase reference) {
    String kind = reference.json().path("tolerance_kind").asText();
    boolean absolute = kind.startsWith("absolute");
    reference.require(
        kind.isEmpty() || absolute || kind.startsWith("relative"),
        "tolerance_kind",
        "absolute or relative");
    return absolute;
  }

  /** A comparison of a case that asks for the differences as they are, in prose only. */
  public static TensorComparison absolute(ReferenceCase reference) {
    return new TensorComparison(reference, NormMeasure.PER_ELEMENT, true);
  }

  /** Whether the case has an answer for that tensor that says something. */
  public boolean expects(String tensor) {
    return reference.tensors().find(tensor).isPresent() && !tolerances.ignores(tensor);
  }

  /** Notes tensors that are part of the question, so that nothing is to be compared with them. */
  public void given(String... names) {
    compared.addAll(Arrays.asList(names));
  }

  /** Compares {@code actual} with the case's tensor of that name, if the case has one. */
  public void tensor(String name, HostTensor actual) {
    tensor(name, actual, tolerances.of(name));
  }

  /**
   * As {@link #tensor(String, HostTensor)} for whole numbers, which must be equal whatever the
   * case's tolerance.
   */
  public void whole(String name, HostTensor actual) {
    tensor(name, actual, 0);
  }

  /** As {@link #tensor(String, HostTensor)} within a tolerance that the case says elsewhere. */
  public void tensor(String name, HostTensor actual, double tolerance) {
    if (!expects(name)) {
      return;
    }
    HostTensor expected = reference.tensors().get(name);
    if (!Arrays.equals(expected.shape(), actual.shape())) {
      compared.add(name);
      failures.add("%s has shape %s, not %s".formatted(name, actual, expected));
      return;
    }
    values(name, expected.toDoubles(), actual.toDoubles(), tolerance);
  }

  /**
   * Compares a number with the case's tensor of that name and its field of the JSON, where it has
   * them; the field is in single precision and has the tolerance of its own name.
   */
  public void number(String name, String field, double actual) {
    if (expects(name)) {
      values(name, reference.tensors().get(name).toDoubles(), new double[] {actual});
    }
    if (reference.json().has(field)) {
      values(field, new double[] {reference.json().path(field).asDouble()}, new double[] {actual});
    }
  }

  /**
   * Compares numbers with the case's list of that name in the JSON, nested or not, where it has
   * one.
   *
   * @param actual the numbers in row-major order
   */
  public void series(String name, double[] actual) {
    List<Double> stated = new ArrayList<>();
    flatten(reference.json().path(name), stated);
    if (stated.isEmpty()) {
      return;
    }
    if (stated.size() != actual.length) {
      failures.add("%s has %d values, not %d".formatted(name, actual.length, stated.size()));
      return;
    }
    values(name, stated.stream().mapToDouble(Double::doubleValue).toArray(), actual);
  }

  private static void flatten(CaseNode node, List<Double> into) {
    if (node.isArray()) {
      node.forEach(child -> flatten(child, into));
    } else if (!node.isAbsent()) {
      into.add(node.asDouble());
    }
  }

  private void values(String name, double[] expected, double[] actual) {
    values(name, expected, actual, tolerances.of(name));
  }

  private void values(String name, double[] expected, double[] actual, double tolerance) {
    compared.add(name);
    double error = error(name, expected, actual);
    double ratio = error == 0 ? 0 : error / tolerance;
    if (!(ratio <= worstRatio)) {
      worstRatio = ratio;
      worstError = error;
      worstTolerance = tolerance;
      worstTensor = name;
    }
    if (!(error <= tolerance)) {
      failures.add("%s is off by %.3g, tolerance %.3g".formatted(name, error, tolerance));
    }
  }

  private double error(String name, double[] expected, double[] actual) {
    if (tolerances.perElement(name)) {
      return perElement(expected, actual, 0);
    }
    String kind = name.substring(name.lastIndexOf('/') + 1);
    if (!NORMS.contains(kind) || norms == NormMeasure.LARGEST) {
      return toLargest(expected, actual);
    }
    double floor = norms == NormMeasure.FLOORED ? FLOOR_OF_NORMS * largest(expected) : 0;
    return perElement(expected, actual, floor);
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  private double toLargest(double[] expected, double[] actual) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(actual[i]) != Double.isNaN(expected[i])) {
        return Double.POSITIVE_INFINITY;
      }
      if (!Double.isNaN(expected[i])) {
        largest = Math.max(largest, Math.abs(expected[i]));
        difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
      }
    }
    return absolute ? difference : relative(difference, largest);
  }

  private static double perElement(double[] expected, double[] actual, double floor) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      double error =
          expected[i] < 0 || actual[i] < 0
              ? expected[i] == actual[i] ? 0 : Double.POSITIVE_INFINITY
              : relative(Math.abs(expected[i] - actual[i]), Math.max(floor, Math.abs(expected[i])));
      if (!(error <= worst)) {
        worst = error;
      }
    }
    return worst;
  }

  private static double relative(double difference, double scale) {
    return difference == 0 ? 0 : difference / scale;
  }

  /**
   * Compares an exact property with what the case says of it; a case that says nothing expects
   * nothing.
   */
  public void exact(String what, boolean stated, Object expected, Object actual) {
    if (stated) {
      compared.add(what);
      if (!expected.equals(actual)) {
        failures.add("%s is %s, not %s".formatted(what, actual, expected));
      }
    }
  }

  /** Records that something went wrong that is no number. */
  public void failure(String message) {
    failures.add(message);
  }

  /**
   * The verdict: everything that the case holds must have been compared and be within its
   * tolerance.
   */
  public CaseResult result() {
    List<String> untested =
        reference.tensors().tensors().keySet().stream()
            .filter(name -> !name.equals("input"))
            .filter(name -> !compared.contains(name) && !tolerances.ignores(name))
            .toList();
    if (!untested.isEmpty()) {
      failures.add("nothing was computed for %s".formatted(untested));
    }
    if (compared.isEmpty()) {
      failures.add("the case holds nothing to compare with");
    }
    boolean passed = failures.isEmpty();
    return new CaseResult(
        reference.name(),
        reference.what(),
        passed ? CaseResult.Status.PASS : CaseResult.Status.FAIL,
        worstError,
        worstTolerance,
        worstTensor,
        passed ? "%d answers compared%s".formatted(compared.size(), unit()) : describe());
  }

  private String unit() {
    return absolute ? ", " + reference.json().path("tolerance_kind").asText("absolute") : "";
  }

  private String describe() {
    String shown = String.join("; ", failures.stream().limit(MAX_FAILURES_SHOWN).toList());
    int more = failures.size() - MAX_FAILURES_SHOWN;
    return more > 0 ? "%s; and %d more".formatted(shown, more) : shown;
  }
}
