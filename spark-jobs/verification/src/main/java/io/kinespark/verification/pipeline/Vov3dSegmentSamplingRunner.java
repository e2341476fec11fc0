package io.kinespark.verification.pipeline;

import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.ClosedSegmentMiddleSampler;
import io.kinespark.preprocessing.sampling.ClosedSegmentRandomSampler;
import io.kinespark.preprocessing.sampling.SampledClips;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * VoV3D's sampling cases on Something-Something: tensors {@code tN.center}, {@code tN.low} and
 * {@code tN.high} with a row for each of {@code lengths}; low and high are the bounds of the random
 * frames.
 */
final class Vov3dSegmentSamplingRunner implements CaseRunner {
  private static final Pattern NAME =
      Pattern.compile("t(?<frames>\\d+)\\.(?<which>center|low|high)");

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("sampling") && reference.json().path("lengths").isArray();
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    reference.json().only("dataset", "ssv1", "ssv2", "ssv1/ssv2");
    List<Integer> asked = CaseJson.integers(reference.json().path("num_frames"), List.of());
    int[] lengths = CaseJson.ints(reference.json().path("lengths"));
    for (String tensor : reference.tensors().tensors().keySet()) {
      Matcher name = NAME.matcher(tensor);
      int frames = name.matches() ? Integer.parseInt(name.group("frames")) : 0;
      if (asked.contains(frames)) {
        String which = name.group("which");
        ClipSampler sampler =
            which.equals("center")
                ? new ClosedSegmentMiddleSampler(frames)
                : new ClosedSegmentRandomSampler(frames, /* clips= */ 1);
        double share = which.equals("high") ? 1 : 0;
        List<SampledClips> rows =
            Arrays.stream(lengths)
                .mapToObj(length -> sampler.sample(length, new ShareDraws(share)))
                .toList();
        comparison.whole(tensor, SampledRows.of(rows));
      }
    }
    return comparison.result();
  }
}
