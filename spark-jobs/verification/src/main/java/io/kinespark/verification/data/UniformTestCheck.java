package io.kinespark.verification.data;

import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.UniformTestSampler;
import io.kinespark.verification.reference.CaseNode;

/** Lists of {@code uniform_test}: frames of equal segments, in validation and test. */
final class UniformTestCheck implements DataCheck {
  @Override
  public boolean supports(DataCase reference) {
    return reference.name().equals("uniform_test");
  }

  @Override
  public String what() {
    return "frames of uniform sampling in validation and test";
  }

  @Override
  public void compare(DataCase reference, DataComparison comparison) {
    comparison.entries(
        reference.answers(), entry -> SampledFrames.compare(comparison, entry, sampler(entry)));
  }

  private static ClipSampler sampler(CaseNode entry) {
    return new UniformTestSampler(
        entry.path("num_clips").asInt(), entry.path("twice_sample").asBoolean());
  }
}
