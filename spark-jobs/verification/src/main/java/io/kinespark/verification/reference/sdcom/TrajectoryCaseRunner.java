package io.kinespark.verification.reference.sdcom;

import io.kinespark.verification.reference.ReferenceCase;

/** Runs trajectories in this process. */
final class TrajectoryCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return SdcomTrajectory.isIn(reference);
  }

  @Override
  void compare(SdcomCase asked) {
    new SdcomTrajectory(asked.reference(), asked.comparison()).follow(asked.space().precision());
  }
}
