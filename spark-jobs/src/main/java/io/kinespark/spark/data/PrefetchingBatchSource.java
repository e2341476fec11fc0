package io.kinespark.spark.data;

import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.ClipBatch;
import io.kinespark.preprocessing.video.VideoRejectedException;
import io.kinespark.spark.engine.BatchSource;
import io.kinespark.spark.engine.EpochPlan;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.RejectedClip;
import io.kinespark.spark.engine.TrainingBatch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Decodes a replica's batches ahead of the network on threads of its own. Memory is bounded by the
 * number of batches ahead; the order of batches does not depend on the threads.
 *
 * <p>A video that cannot be read is replaced by the next sample of the epoch's order that can,
 * which depends on the seed and the epoch alone. The batch says so; the driver counts such clips
 * over all replicas and holds them against the bound.
 */
final class PrefetchingBatchSource implements BatchSource {

  /**
   * A clip that has been written into its batch.
   *
   * @param labels what to train on
   * @param replaced the clip that it stands in for, if it does
   */
  private record Loaded(List<Integer> labels, Optional<RejectedClip> replaced) {}

  /** One batch in the making. */
  private record Pending(IterationIndex iteration, byte[] frames, List<Future<Loaded>> clips) {}

  private final EpochPlan plan;
  private final int replica;
  private final int iterations;
  private final EpochOrder order;
  private final ClassTargets.Form targets;
  private final ClipReader reader;
  private final ClipShape shape;
  private final LoaderOptions options;
  private final LoaderThreads threads;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final SetAside aside;
  private int nextToSubmit;

  /**
   * Starts reading ahead.
   *
   * @param plan how an epoch is cut into batches
   * @param replica 0-based index of the replica
   * @param first the first iteration that will be asked for
   * @param iterations iterations of the whole run; nothing is read beyond them
   * @param order the order of samples
   * @param targets what the loss sees of their labels
   * @param reader reads clips
   * @param shape of a clip
   * @param options threads, depth and the bound on bad videos
   */
  PrefetchingBatchSource(
      EpochPlan plan,
      int replica,
      IterationIndex first,
      int iterations,
      EpochOrder order,
      ClassTargets.Form targets,
      ClipReader reader,
      ClipShape shape,
      LoaderOptions options) {
    this.plan = plan;
    this.replica = replica;
    this.iterations = iterations;
    this.order = order;
    this.targets = targets;
    this.reader = reader;
    this.shape = shape;
    this.options = options;
    this.nextToSubmit = first.global();
    this.aside = new SetAside(plan.samples(), options.rejects());
    this.threads = new LoaderThreads("clips of replica " + replica, options.threads());
    fill();
  }

  @Override
  public TrainingBatch next(IterationIndex iteration) throws IOException {
    fill();
    Pending head = pending.poll();
    if (head == null || !head.iteration().equals(iteration)) {
      throw new IllegalStateException(
          "asked for the batch of "
              + iteration
              + " while the next one is of "
              + (head == null ? "no iteration" : head.iteration()));
    }
    List<List<Integer>> labels = new ArrayList<>(head.clips().size());
    List<RejectedClip> replaced = new ArrayList<>();
    for (Future<Loaded> loading : head.clips()) {
      Loaded clip = LoaderThreads.await(loading);
      labels.add(clip.labels());
      clip.replaced().ifPresent(replaced::add);
    }
    fill();
    var batch =
        new ClipBatch(
            head.frames(),
            labels.size(),
            shape.frames(),
            shape.height(),
            shape.width(),
            new ClassTargets(targets, labels));
    return TrainingBatch.of(batch, replaced);
  }

  private void fill() {
    while (pending.size() < options.batchesAhead() && nextToSubmit < iterations) {
      pending.add(submit(IterationIndex.after(nextToSubmit, plan.iterations())));
      nextToSubmit++;
    }
  }

  private Pending submit(IterationIndex iteration) {
    int clips = plan.batchSizeAt(iteration.step());
    var frames = new byte[Math.multiplyExact(clips, shape.bytes())];
    List<Future<Loaded>> loading = new ArrayList<>(clips);
    for (int item = 0; item < clips; item++) {
      int position = plan.position(replica, iteration.step(), item);
      int offset = item * shape.bytes();
      loading.add(threads.submit(() -> load(iteration.epoch(), position, frames, offset)));
    }
    return new Pending(iteration, frames, loading);
  }

  private Loaded load(int epoch, int position, byte[] into, int offset) throws IOException {
    Optional<RejectedClip> replaced = Optional.empty();
    for (int skip = 0; skip < plan.samples(); skip++) {
      int sample = order.sample(epoch, (position + skip) % plan.samples());
      try {
        return new Loaded(read(epoch, sample, into, offset), replaced);
      } catch (VideoRejectedException e) {
        if (skip == 0) {
          replaced = Optional.of(new RejectedClip(sample, e.getMessage()));
        }
      }
    }
    throw new IllegalStateException(
        "none of the %d training videos can be read; the first: %s"
            .formatted(plan.samples(), replaced.map(RejectedClip::reason).orElse("")));
  }

  private List<Integer> read(int epoch, int sample, byte[] into, int offset) throws IOException {
    Optional<VideoRejectedException> known = aside.reason(epoch, sample);
    if (known.isPresent()) {
      throw known.get();
    }
    try {
      return reader.read(sample, epoch, into, offset);
    } catch (VideoRejectedException e) {
      aside.add(epoch, sample, e);
      throw e;
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
