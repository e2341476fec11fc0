package io.kinespark.verification.reference;

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
    return candidate(reference, false).or(() -> candidate(reference, true));
  }

  /**
   * @param objecting whether a runner counts that objects to something in the case, which it will
   *     name when it runs it
   */
  private Optional<CaseRunner> candidate(ReferenceCase reference, boolean objecting) {
    return runners.stream()
        .filter(
            candidate -> {
              try {
                return candidate.supports(reference.again());
              } catch (UnsupportedCaseException e) {
                return objecting;
              }
            })
        .findFirst();
  }

  /**
   * Runs one case; whatever goes wrong on the way is a failure of the case, not of the suite. A
   * case of whose description something was not read is not supported: the runner would have
   * compared something else than the case asks.
   *
   * @param reference the case with its tensors
   */
  public CaseResult run(ReferenceCase reference) {
    try {
      Optional<CaseRunner> runner = runnerOf(reference);
      return runner.isPresent()
          ? strictly(runner.get(), reference.again())
          : unsupported(
              reference,
              "no runner knows kind '%s' with these settings".formatted(reference.kind()));
    } catch (UnsupportedCaseException e) {
      return unsupported(reference, e.getMessage());
    } catch (Exception | OutOfMemoryError | LinkageError e) {
      // Exception, because Spark throws checked exceptions that it does not declare.
      return CaseResult.failed(reference.name(), reference.what(), e.toString());
    }
  }

  private static CaseResult strictly(CaseRunner runner, ReferenceCase reference) {
    reference.json().passOver("tensors"); // compared with the file when it was read
    reference.json().only("mode", "eval", "train", "eval and train");
    if (!runner.supports(reference)) {
      throw new IllegalStateException("a case that was supported is no longer");
    }
    CaseResult result = runner.run(reference);
    List<String> unread = unread(reference.json());
    if (unread.isEmpty()) {
      return result;
    }
    String why = "nothing reads %s".formatted(String.join(", ", unread));
    return result.status() == CaseResult.Status.FAIL
        ? result.withDetail("%s; %s".formatted(result.detail(), why))
        : unsupported(reference, why);
  }

  private static List<String> unread(CaseNode json) {
    if (json.says("dtype", "float32")) {
      json.passOver("dtype"); // what every runner computes in
    }
    return json.unread().stream().filter(field -> !DescriptiveFields.contain(field)).toList();
  }

  private static CaseResult unsupported(ReferenceCase reference, String why) {
    return CaseResult.unsupported(reference.name(), reference.what(), why);
  }
}
