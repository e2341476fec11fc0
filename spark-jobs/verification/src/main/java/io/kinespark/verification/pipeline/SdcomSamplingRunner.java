package io.kinespark.verification.pipeline;

import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.CoarseToFineSampler;
import io.kinespark.preprocessing.sampling.ShortVideos;
import io.kinespark.preprocessing.sampling.UniformTestSampler;
import io.kinespark.preprocessing.sampling.UniformTrainSampler;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SDCOM's sampling cases: tensors {@code test.TN.nfM}, {@code train_lo.TN.nfM} and {@code
 * train_hi.TN.nfM} of N segments and M frames, the draws lowest and highest, and the permutation
 * {@code order.TN}.
 */
final class SdcomSamplingRunner implements CaseRunner {
  private static final Pattern FRAMES =
      Pattern.compile("(?<use>test|train_lo|train_hi)\\.T(?<segments>\\d+)\\.nf(?<frames>\\d+)");
  private static final Pattern ORDER = Pattern.compile("order\\.T(?<segments>\\d+)");

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("sampling") && reference.model().has("samp_mode");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    reference.model().only("samp_mode", "global");
    reference.model().only("new_length", 1);
    reference.requireNoInput();
    for (String tensor : reference.tensors().tensors().keySet()) {
      Matcher frames = FRAMES.matcher(tensor);
      Matcher order = ORDER.matcher(tensor);
      if (frames.matches()) {
        comparison.whole(tensor, SampledRows.of(sample(frames)));
      } else if (order.matches()) {
        int segments = Integer.parseInt(order.group("segments"));
        comparison.whole(tensor, SampledRows.of(CoarseToFineSampler.order(segments)));
      }
    }
    return comparison.result();
  }

  private static int[] sample(Matcher name) {
    int segments = Integer.parseInt(name.group("segments"));
    String use = name.group("use");
    ClipSampler sampler =
        use.equals("test")
            ? new UniformTestSampler(segments, /* twice= */ false, ShortVideos.FIRST_FRAME)
            : new UniformTrainSampler(segments, ShortVideos.FIRST_FRAME);
    ShareDraws draws = new ShareDraws(use.equals("train_hi") ? 1 : 0);
    return sampler.sample(Integer.parseInt(name.group("frames")), draws).indices();
  }
}
