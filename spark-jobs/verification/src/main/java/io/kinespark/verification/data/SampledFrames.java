package io.kinespark.verification.data;

import io.kinespark.preprocessing.sampling.ClipSampler;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;

/** Compares the frames that a sampler takes with one entry of a list. */
final class SampledFrames {
  /** The window of the published dense recipes in frames, where an entry does not give it. */
  static final int PUBLISHED_RANGE = 64;

  private SampledFrames() {}

  static void compare(DataComparison comparison, CaseNode entry, ClipSampler sampler) {
    ScriptedDraws draws = ScriptedDraws.of(entry.path("draws_low_highExclusive_value"));
    int[] frames =
        sampler
            .sample(entry.path("total_frames").asInt(), draws)
            .shifted(entry.path("start_index").asInt())
            .indices();
    comparison.exact("frame_inds", CaseJson.ints(entry.path("frame_inds")), frames);
    comparison.same("number of draws left over", 0, draws.left());
  }
}
