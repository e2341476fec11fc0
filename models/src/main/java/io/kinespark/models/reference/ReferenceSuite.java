package io.kinespark.models.reference;

import java.util.List;
import java.util.Optional;

/** All kinds of cases that some runners know together. */
public final class ReferenceSuite {
  private final List<CaseRunner> runners;

  /** A suite of these runners; the first that supports a case runs it. */
  public ReferenceSuite(List<CaseRunner> runners) {
    this.runners = List.copyOf(runners);
  }

  /** The runners of this module: modules, heads, normalisation and whole networks in one pass. */
  public static List<CaseRunner> networkRunners() {
    return List.of(
        new TamCaseRunner(),
        new BottleneckCaseRunner(),
        new HeadCaseRunner(),
        new NormalizationCaseRunner(),
        new RecognizerCaseRunner());
  }

  /** Runs one case; an exception on the way is a failure of the case, not of the suite. */
  public CaseResult run(ReferenceCase reference) {
    Optional<CaseRunner> runner =
        runners.stream().filter(candidate -> candidate.supports(reference)).findFirst();
    if (runner.isEmpty()) {
      return CaseResult.unsupported(
          reference, "no runner knows kind '%s' with these settings".formatted(reference.kind()));
    }
    try {
      return runner.get().run(reference);
    } catch (RuntimeException e) {
      return CaseResult.failed(reference, e.toString());
    }
  }
}
