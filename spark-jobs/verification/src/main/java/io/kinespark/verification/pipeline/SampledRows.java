package io.kinespark.verification.pipeline;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.preprocessing.sampling.SampledClips;
import java.util.Arrays;
import java.util.List;

/** Frame indices as tensors. */
final class SampledRows {
  private SampledRows() {}

  /** One row for each video, {@code [videos, indices]}. */
  static HostTensor of(List<SampledClips> videos) {
    long[] indices =
        videos.stream()
            .flatMapToInt(clips -> Arrays.stream(clips.indices()))
            .asLongStream()
            .toArray();
    return HostTensor.ofLongs(indices, videos.size(), indices.length / videos.size());
  }

  /** All indices in one row. */
  static HostTensor of(int... indices) {
    return HostTensor.ofLongs(Arrays.stream(indices).asLongStream().toArray(), indices.length);
  }
}
