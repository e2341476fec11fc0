package io.kinespark.verification.reference.tanet;

import io.kinespark.verification.reference.CaseRunner;
import java.util.List;

/** The runners of TANet's cases. */
public final class TanetRunners {
  private TanetRunners() {}

  /** Modules, heads, normalisation and whole networks in one pass. */
  public static List<CaseRunner> all() {
    return List.of(
        new TamCaseRunner(),
        new BottleneckCaseRunner(),
        new HeadCaseRunner(),
        new NormalizationCaseRunner(),
        new RecognizerCaseRunner());
  }
}
