package io.kinespark.verification.reference.sdcom;

import io.kinespark.verification.reference.CaseRunner;
import java.util.List;

/** The runners of SDCOM's cases. */
public final class SdcomRunners {
  private SdcomRunners() {}

  /** Layers, parts of the network, losses, and whole networks in one step. */
  public static List<CaseRunner> all() {
    return List.of(
        new SlimmableLayerCaseRunner(),
        new SlimmableBlockCaseRunner(),
        new SlimmableLinearCaseRunner(),
        new GumbelMaskCaseRunner(),
        new GateCaseRunner(),
        new PoolingClassifierCaseRunner(),
        new MobileNetCaseRunner(),
        new LossesCaseRunner(),
        new MetaNetworkCaseRunner(),
        new NetworkSizeCaseRunner(),
        new SupernetEvaluationCaseRunner(),
        new PolicyEvaluationCaseRunner(),
        new TrainingStepCaseRunner(),
        new MetaLearningCaseRunner(),
        new TrajectoryCaseRunner());
  }
}
