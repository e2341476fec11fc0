package io.kinespark.verification.data;

import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.DenseTestSampler;
import io.kinespark.verification.reference.CaseNode;

/** Lists of {@code dense_test}: frames of windows at several starts, in validation and test. */
final class DenseTestCheck implements DataCheck {
  @Override
  public boolean supports(DataCase reference) {
    return reference.name().equals("dense_test");
  }

  @Override
  public String what() {
    return "frames of dense sampling in validation and test";
  }

  @Override
  public void compare(DataCase reference, DataComparison comparison) {
    comparison.entries(
        reference.answers(), entry -> SampledFrames.compare(comparison, entry, sampler(entry)));
  }

  private static ClipSampler sampler(CaseNode entry) {
    return new DenseTestSampler(
        entry.path("num_clips").asInt(),
        entry.path("sample_range").asInt(SampledFrames.PUBLISHED_RANGE),
        entry.path("num_sample_positions").asInt());
  }
}
