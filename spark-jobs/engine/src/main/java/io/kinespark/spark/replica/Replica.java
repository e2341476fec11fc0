package io.kinespark.spark.replica;

import io.kinespark.models.training.AverageState;
import io.kinespark.models.training.PreciseBatchNorm;
import io.kinespark.models.training.StepResult;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.spark.engine.BatchSource;
import io.kinespark.spark.engine.EpochPlan;
import io.kinespark.spark.engine.IterationIndex;
import io.kinespark.spark.engine.ReplicaBuffers;
import io.kinespark.spark.engine.TrainingBatch;
import java.io.IOException;
import org.apache.spark.util.KnownSizeEstimation;

/**
 * One replica on its executor: the owner of the native network and of the loader. It is the single
 * element of its partition in a cached RDD and is closed by a job over that RDD. Tasks use it one
 * at a time.
 */
public final class Replica implements AutoCloseable, KnownSizeEstimation {

  /** What Spark is told to account for: the object itself; native memory is not Spark's. */
  private static final long HEAP_BYTES = 4096;

  private final int index;
  private final ReplicaSpec spec;
  private final ReplicaThread thread;
  private TrainableNetwork network;
  private BatchSource batches;
  private int nextIteration;
  private boolean updateAwaited;
  private boolean averageAwaited;
  private boolean closed;

  Replica(int index, ReplicaSpec spec) {
    this.index = index;
    this.spec = spec;
    this.thread = new ReplicaThread(index);
    this.nextIteration = spec.first().global();
    this.averageAwaited = spec.resumesAverage();
  }

  /** Which of the replicas this is, counted from 0. */
  public int index() {
    return index;
  }

  /**
   * The batch of one iteration.
   *
   * @throws ReplicaLostException when this replica has not taken part in the iterations before it
   */
  public TrainingBatch batch(IterationIndex iteration) throws IOException {
    if (closed || averageAwaited || iteration.global() != nextIteration) {
      throw new ReplicaLostException(
          "replica "
              + index
              + " is asked for iteration "
              + iteration.global()
              + " but holds the state before iteration "
              + nextIteration
              + (closed ? " and is closed" : "")
              + (averageAwaited ? " without the average" : "")
              + "; its executor was lost or its block was dropped");
    }
    if (batches == null) {
      batches = spec.batches().open(index, iteration);
    }
    TrainingBatch batch = batches.next(iteration);
    nextIteration++;
    return batch;
  }

  /**
   * One training step: weights in, forward, backward, gradients out.
   *
   * @param weights flat parameters, read from {@code weightOffset}
   * @param gradients where the flat gradient goes, from {@code gradientOffset}
   */
  public StepResult step(
      TrainingBatch batch,
      IterationIndex iteration,
      float[] weights,
      int weightOffset,
      float[] gradients,
      int gradientOffset) {
    return thread.call(
        () -> {
          TrainableNetwork net = network();
          update(net, weights, weightOffset);
          StepResult result = batch.trainOn(net, stepSeed(iteration));
          net.storeGradients(gradients, gradientOffset);
          updateAwaited = true;
          return result;
        });
  }

  /** Brings parameters to the network, which are an update if a step went before them. */
  private void update(TrainableNetwork net, float[] weights, int offset) {
    net.loadParameters(weights, offset);
    if (updateAwaited) {
      net.parametersUpdated();
      updateAwaited = false;
    }
  }

  /** Lets the running average follow the last step, after which parameters were {@code weights}. */
  void follow(float[] weights) {
    thread.call(
        () -> {
          TrainableNetwork net = network();
          update(net, weights, 0);
          return net;
        });
  }

  /** The running average of the network. */
  AverageState average() {
    return thread.call(
        () ->
            network()
                .storeAverage()
                .orElseThrow(() -> new IllegalStateException("training keeps no average")));
  }

  /** Replaces the running average of the network. */
  void loadAverage(AverageState average) {
    thread.call(
        () -> {
          TrainableNetwork net = network();
          net.loadAverage(average);
          return net;
        });
    averageAwaited = false;
  }

  ReplicaBuffers buffers() {
    return thread.call(
        () -> {
          TrainableNetwork net = network();
          return new ReplicaBuffers(net.storeBuffers(), net.storeCounters());
        });
  }

  /**
   * Precise batch norm: replaces the running statistics by averages over the first full batches of
   * this replica's epoch 0, read by a loader of its own, always the same ones.
   *
   * @param weights flat parameters
   * @param batchCount how many batches, at most
   */
  void recomputeStatistics(float[] weights, int batchCount) throws IOException {
    EpochPlan plan = spec.batches().plan();
    int count = Math.min(batchCount, plan.fullIterations());
    IterationIndex first = IterationIndex.after(0, plan.iterations());
    try (BatchSource source = spec.batches().open(index, first)) {
      thread.call(
          () -> {
            TrainableNetwork net = network();
            net.loadParameters(weights, 0);
            var precise = new PreciseBatchNorm(net);
            for (int i = 0; i < count; i++) {
              IterationIndex iteration = IterationIndex.after(i, plan.iterations());
              source.next(iteration).addTo(precise, stepSeed(iteration));
            }
            precise.finish();
            return net;
          });
    }
  }

  void load(ReplicaBuffers buffers) {
    thread.call(() -> load(network(), buffers));
  }

  private static TrainableNetwork load(TrainableNetwork net, ReplicaBuffers buffers) {
    net.loadBuffers(buffers.statistics());
    net.loadCounters(buffers.counters());
    return net;
  }

  /** Dropout masks differ between replicas and iterations and are the same in every run. */
  private long stepSeed(IterationIndex iteration) {
    return spec.network().seed() * 0x9E3779B97F4A7C15L
        + iteration.global() * 0xC2B2AE3D27D4EB4FL
        + index;
  }

  private TrainableNetwork network() {
    if (closed) {
      throw new ReplicaLostException("replica " + index + " is closed");
    }
    if (network == null) {
      TrainableNetwork.setThreads(spec.threads());
      network = load(TrainableNetwork.create(spec.network()), spec.buffers());
    }
    return network;
  }

  @Override
  public long estimatedSize() {
    return HEAP_BYTES;
  }

  @Override
  public void close() {
    closed = true;
    if (batches != null) {
      batches.close();
    }
    if (network != null) {
      thread.call(
          () -> {
            network.close();
            return network;
          });
    }
    thread.close();
  }
}
