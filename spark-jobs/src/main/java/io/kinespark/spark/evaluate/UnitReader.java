package io.kinespark.spark.evaluate;

import io.kinespark.preprocessing.manifest.VideoRecord;
import io.kinespark.spark.data.LoaderThreads;
import io.kinespark.spark.data.SampleReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads units of videos on threads of its own, ahead of the network and in order. No more is held
 * than the unit asked for and enough of the next ones to keep every thread busy.
 */
final class UnitReader implements AutoCloseable {

  private final ScoringPlan plan;
  private final Iterator<List<VideoRecord>> units;
  private final SampleReader reader;
  private final LoaderThreads threads;
  private final Deque<List<Future<LoadedVideo>>> ahead = new ArrayDeque<>();

  /**
   * Begins to read.
   *
   * @param plan what is read of a video
   * @param hadoop finds file systems
   * @param units the videos
   */
  UnitReader(ScoringPlan plan, Configuration hadoop, Iterator<List<VideoRecord>> units) {
    this.plan = plan;
    this.units = units;
    this.reader = new SampleReader(hadoop, plan.decode(), plan.sampler(), plan.transform());
    this.threads = new LoaderThreads("views to score", plan.loaderThreads());
    fill();
  }

  /** Whether there is another unit. */
  boolean hasNext() {
    return !ahead.isEmpty();
  }

  /**
   * The next unit's videos, in order.
   *
   * @throws IOException when the wait is interrupted
   * @throws ScoringException when a video cannot be read for a reason that is not its own
   */
  List<LoadedVideo> next() throws IOException {
    List<LoadedVideo> unit = new ArrayList<>();
    for (Future<LoadedVideo> video : ahead.remove()) {
      unit.add(LoaderThreads.await(video));
    }
    fill();
    return unit;
  }

  private void fill() {
    int wanted = 1 + (plan.loaderThreads() + plan.videosPerUnit() - 1) / plan.videosPerUnit();
    while (ahead.size() < wanted && units.hasNext()) {
      List<Future<LoadedVideo>> unit = new ArrayList<>();
      for (VideoRecord record : units.next()) {
        unit.add(threads.submit(() -> LoadedVideo.load(reader, record)));
      }
      ahead.add(unit);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
