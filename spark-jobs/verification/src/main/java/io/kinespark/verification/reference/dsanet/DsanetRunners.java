package io.kinespark.verification.reference.dsanet;

import io.kinespark.verification.reference.CaseRunner;
import java.util.List;

/** The runners of DSANet's cases. */
public final class DsanetRunners {
  private DsanetRunners() {}

  /**
   * Modules, blocks, inflation, whole networks in one pass, and their training in double precision.
   */
  public static List<CaseRunner> all() {
    return List.of(
        new DsaCaseRunner(),
        new BlockCaseRunner(),
        new InflationCaseRunner(),
        new TestProtocolCaseRunner(),
        new RecognizerCaseRunner(),
        new LocalTrajectoryRunner());
  }
}
