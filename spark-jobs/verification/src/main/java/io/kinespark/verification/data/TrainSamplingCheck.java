package io.kinespark.verification.data;

import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.DenseTrainSampler;
import io.kinespark.preprocessing.sampling.UniformTrainSampler;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.UnsupportedCaseException;

/** Lists of {@code train_scripted}: frames of random sampling for the draws that are given. */
final class TrainSamplingCheck implements DataCheck {
  @Override
  public boolean supports(DataCase reference) {
    return reference.name().equals("train_scripted");
  }

  @Override
  public String what() {
    return "frames of random sampling in training, for given draws";
  }

  @Override
  public void compare(DataCase reference, DataComparison comparison) {
    comparison.entries(
        reference.answers(), entry -> SampledFrames.compare(comparison, entry, sampler(entry)));
  }

  private static ClipSampler sampler(CaseNode entry) {
    int frames = entry.path("num_clips").asInt();
    String kind = entry.path("kind").asText();
    return switch (kind) {
      case "uniform" -> new UniformTrainSampler(frames);
      case "dense" ->
          new DenseTrainSampler(
              frames, entry.path("sample_range").asInt(SampledFrames.PUBLISHED_RANGE));
      default -> throw new UnsupportedCaseException("no sampler is of kind '%s'".formatted(kind));
    };
  }
}
