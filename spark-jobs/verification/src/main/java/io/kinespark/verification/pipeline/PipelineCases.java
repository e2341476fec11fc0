package io.kinespark.verification.pipeline;

import io.kinespark.verification.reference.CaseRunner;
import java.util.List;

/** The runners of this package. */
public final class PipelineCases {
  private PipelineCases() {}

  /** All runners, of which at most one supports a case. */
  public static List<CaseRunner> runners() {
    return List.of(
        new DsanetSamplingRunner(),
        new DsanetPixelRunner(),
        new DsanetLearningRateRunner(),
        new Vov3dTimedSamplingRunner(),
        new Vov3dSegmentSamplingRunner(),
        new Vov3dPixelRunner(),
        new Vov3dLearningRateRunner(),
        new Vov3dEnsembleRunner(),
        new SdcomSamplingRunner(),
        new SdcomPixelRunner(),
        new SdcomLearningRateRunner(),
        new SdcomMetricsRunner());
  }
}
