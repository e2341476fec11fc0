package io.kinespark.spark.train;

import io.kinespark.spark.data.RejectBound;
import io.kinespark.spark.data.TooManyRejectsException;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.IterationReport;
import io.kinespark.spark.engine.RejectedClip;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The videos of the current epoch whose clips others stand in for, over all replicas. Each counts
 * once an epoch, however often it comes: to fill the last batches up, or again after a run has gone
 * back. So the count is the same for any number of replicas.
 */
final class EpochRejects {

  private static final Logger LOG = LoggerFactory.getLogger(EpochRejects.class);

  /** More are counted, but not said one by one. */
  private static final int SAID_AT_MOST = 50;

  private final int clips;
  private final RejectBound bound;
  private final Map<Integer, String> rejected = new LinkedHashMap<>();
  private final Set<Integer> said = new HashSet<>();
  private int epoch = -1;
  private int last = -1;

  /**
   * None yet.
   *
   * @param clips of an epoch, over all replicas: one of every video
   * @param bound how many may be rejected
   */
  EpochRejects(int clips, RejectBound bound) {
    this.clips = clips;
    this.bound = bound;
  }

  /**
   * Counts those of an iteration.
   *
   * @throws TooManyRejectsException as soon as an epoch has more than it may
   */
  void add(IterationReport report) {
    IterationIndex index = report.index();
    if (index.epoch() != epoch || index.global() <= last) {
      rejected.clear();
      epoch = index.epoch();
    }
    last = index.global();
    report.rejected().forEach(this::add);
    if (bound.exceeded(rejected.size(), clips)) {
      Collection<String> reasons = rejected.values();
      throw new TooManyRejectsException(
          "clips of epoch " + (epoch + 1), rejected.size(), clips, bound, reasons);
    }
  }

  private void add(RejectedClip clip) {
    rejected.putIfAbsent(clip.sample(), clip.reason());
    if (said.size() < SAID_AT_MOST && said.add(clip.sample())) {
      LOG.warn("epoch {}: another clip stands in for {}", epoch + 1, clip.reason());
    }
  }
}
