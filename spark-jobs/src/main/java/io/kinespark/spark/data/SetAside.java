package io.kinespark.spark.data;

import io.kinespark.preprocessing.video.VideoRejectedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The samples of an epoch that one replica could not read, so that none is tried twice. A sample is
 * somebody's clip in every epoch, so that all of these count for the bound on an epoch's clips: one
 * replica that exceeds it has ended the run for all, and needs not look for stand-ins any longer.
 */
final class SetAside {

  private final int samples;
  private final RejectBound bound;
  private final Map<Integer, Map<Integer, VideoRejectedException>> epochs = new HashMap<>();

  /**
   * Nothing yet.
   *
   * @param samples of an epoch
   * @param bound how many of them may be set aside
   */
  SetAside(int samples, RejectBound bound) {
    this.samples = samples;
    this.bound = bound;
  }

  /** Why a sample was set aside in an epoch, if it was. */
  synchronized Optional<VideoRejectedException> reason(int epoch, int sample) {
    return Optional.ofNullable(epochs.getOrDefault(epoch, Map.of()).get(sample));
  }

  /**
   * Sets a sample aside for the rest of an epoch.
   *
   * @throws TooManyRejectsException if those of this replica alone are too many
   */
  synchronized void add(int epoch, int sample, VideoRejectedException why) {
    epochs.keySet().removeIf(earlier -> earlier < epoch - 1);
    Map<Integer, VideoRejectedException> own =
        epochs.computeIfAbsent(epoch, any -> new LinkedHashMap<>());
    own.put(sample, why);
    if (bound.exceeded(own.size(), samples)) {
      throw tooMany(epoch, own.values());
    }
  }

  private TooManyRejectsException tooMany(int epoch, Collection<VideoRejectedException> all) {
    return new TooManyRejectsException(
        "clips of epoch " + (epoch + 1),
        all.size(),
        samples,
        bound,
        all.stream().map(VideoRejectedException::getMessage).toList());
  }
}
