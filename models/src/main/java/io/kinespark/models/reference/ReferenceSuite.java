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

  /** The runner that knows what the case asks, if one does. */
  public Optional<CaseRunner> runnerOf(ReferenceCase reference) {
    return runners.stream().filter(candidate -> candidate.supports(reference)).findFirst();
  }

  /**
   * Runs one case; whatever goes wrong on the way is a failure of the case, not of the suite.
   *
   * @param reference the case with its tensors
   */
  public CaseResult run(ReferenceCase reference) {
    try {
      Optional<CaseRunner> runner = runnerOf(reference);
      return runner.isPresent()
          ? runner.get().run(reference)
          : CaseResult.unsupported(
              reference.name(),
              reference.what(),
              "no runner knows kind '%s' with these settings".formatted(reference.kind()));
    } catch (Exception | OutOfMemoryError | LinkageError e) {
      // Exception, because Spark throws checked exceptions that it does not declare.
      return CaseResult.failed(reference.name(), reference.what(), e.toString());
    }
  }
}
