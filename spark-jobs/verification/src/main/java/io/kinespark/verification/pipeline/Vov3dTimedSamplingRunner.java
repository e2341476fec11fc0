package io.kinespark.verification.pipeline;

import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.preprocessing.sampling.SampledClips;
import io.kinespark.preprocessing.sampling.TimedRandomSampler;
import io.kinespark.preprocessing.sampling.TimedTestSampler;
import io.kinespark.preprocessing.sampling.VideoTiming;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.ArrayList;
import java.util.List;

/**
 * VoV3D's sampling cases on Kinetics: frames of videos of several rates, for every test clip and
 * for training starts at given shares of the range.
 */
final class Vov3dTimedSamplingRunner implements CaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("sampling") && reference.json().path("videos").isArray();
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    CaseNode json = reference.json();
    json.only("dataset", "kinetics");
    int frames = json.path("num_frames").asInt();
    int rate = json.path("sampling_rate").asInt();
    double fps = json.path("target_fps").asDouble();
    int clips = json.path("num_clips").asInt();
    double[] starts = CaseJson.doubles(json.path("train_start_fractions"));
    ClipSampler test = new TimedTestSampler(frames, rate, fps, clips);
    ClipSampler train = new TimedRandomSampler(frames, rate, fps);
    List<SampledClips> tested = new ArrayList<>();
    List<SampledClips> trained = new ArrayList<>();
    for (CaseNode entry : json.path("videos")) {
      VideoTiming video =
          new VideoTiming(
              entry.path("frames").asInt(),
              entry.path("fps").asDouble(),
              entry.path("ticks_per_frame").asDouble());
      tested.add(test.sample(video, new ShareDraws(0)));
      for (double start : starts) {
        trained.add(train.sample(video, new ShareDraws(start)));
      }
    }
    int videos = tested.size();
    comparison.whole("test", SampledRows.of(tested).reshape(videos, clips, frames));
    comparison.whole("train", SampledRows.of(trained).reshape(videos, starts.length, frames));
    return comparison.result();
  }
}
