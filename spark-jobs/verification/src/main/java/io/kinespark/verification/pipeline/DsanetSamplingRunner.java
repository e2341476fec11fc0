package io.kinespark.verification.pipeline;

import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.SampledClips;
import io.kinespark.preprocessing.sampling.SnippetTestSampler;
import io.kinespark.preprocessing.sampling.SnippetTrainSampler;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DSANet's sampling cases: tensors {@code test.LxIxK} and {@code train_mid.LxIxK} with a row for
 * each of {@code total_frames}, where every training draw is the middle of its range.
 */
final class DsanetSamplingRunner implements CaseRunner {
  private static final Pattern NAME =
      Pattern.compile(
          "(?<use>test|train_mid)\\."
              + "(?<setting>(?<length>\\d+)x(?<interval>\\d+)x(?<clips>\\d+))");
  private static final String LENGTHS = "total_frames";
  private static final double MIDDLE = 0.5;

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("SampleFrames");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    comparison.given(LENGTHS);
    long[] lengths = reference.tensors().get(LENGTHS).toLongs();
    Set<String> settings = new HashSet<>();
    for (CaseNode setting : reference.model().path("settings")) {
      settings.add(
          "%dx%dx%d"
              .formatted(
                  setting.path("clip_len").asInt(),
                  setting.path("frame_interval").asInt(),
                  setting.path("num_clips").asInt()));
    }
    for (String tensor : reference.tensors().tensors().keySet()) {
      Matcher name = NAME.matcher(tensor);
      if (name.matches() && settings.contains(name.group("setting"))) {
        comparison.whole(tensor, SampledRows.of(sample(sampler(name), lengths)));
      }
    }
    return comparison.result();
  }

  private static List<SampledClips> sample(ClipSampler sampler, long... lengths) {
    return Arrays.stream(lengths)
        .mapToObj(frames -> sampler.sample(Math.toIntExact(frames), new ShareDraws(MIDDLE)))
        .toList();
  }

  private static ClipSampler sampler(Matcher name) {
    int length = Integer.parseInt(name.group("length"));
    int interval = Integer.parseInt(name.group("interval"));
    int snippets = Integer.parseInt(name.group("clips"));
    return name.group("use").equals("test")
        ? new SnippetTestSampler(snippets, length, interval, /* groups= */ 1)
        : new SnippetTrainSampler(snippets, length, interval, /* jitter= */ false);
  }
}
