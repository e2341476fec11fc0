package io.kinespark.models.training;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Buffer;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.ModuleState;
import io.kinespark.models.nn.NativeWork;
import java.util.List;
import java.util.stream.Stream;

/**
 * Precise batch norm: replaces running means and variances, which lag behind the parameters, by the
 * plain averages over some batches of the batches' own means and unbiased variances, all computed
 * with the present parameters (fvcore {@code precise_bn.py} as PySlowFast used it).
 *
 * <p>Batches go through the network in training mode without gradients, so that dropout is active
 * and {@code num_batches_tracked} advances, as in the original.
 */
public final class PreciseBatchNorm {
  private final TrainableNetwork network;
  private final List<BatchNorm> norms;
  private final List<Buffer> statistics;
  private final List<double[]> sums;
  private int batches;

  /** A computation that has seen no batch; the network remains the caller's. */
  public PreciseBatchNorm(TrainableNetwork network) {
    this.network = network;
    this.norms = network.norms();
    this.statistics =
        norms.stream()
            .flatMap(norm -> Stream.of(norm.runningMean(), norm.runningVariance()))
            .toList();
    this.sums = statistics.stream().map(buffer -> new double[buffer.elementCount()]).toList();
  }

  /**
   * Adds a batch. Until {@link #finish} the network's running statistics are the last batch's.
   *
   * @param stepSeed decides the dropout masks
   */
  public void add(ClipBatch batch, long stepSeed) {
    add(() -> network.observeStatistics(batch, stepSeed));
  }

  /** Adds a batch {@code [N, T, 3, H, W]} that is normalised already. */
  public void add(HostTensor clips, long stepSeed) {
    add(() -> network.observeStatistics(clips, stepSeed));
  }

  private void add(Runnable forward) {
    double[] momenta = norms.stream().mapToDouble(BatchNorm::momentum).toArray();
    norms.forEach(norm -> norm.setMomentum(1));
    try {
      forward.run();
    } finally {
      for (int i = 0; i < momenta.length; i++) {
        norms.get(i).setMomentum(momenta[i]);
      }
    }
    NativeWork.plain(this::addStatistics);
    batches++;
  }

  private void addStatistics() {
    for (int i = 0; i < sums.size(); i++) {
      double[] batch = HostTransfer.toDoubles(statistics.get(i).tensor());
      double[] sum = sums.get(i);
      for (int j = 0; j < sum.length; j++) {
        sum[j] += batch[j];
      }
    }
  }

  /**
   * Makes the averages the network's running statistics.
   *
   * @throws IllegalStateException if no batch was added
   */
  public void finish() {
    if (batches == 0) {
      throw new IllegalStateException("precise batch norm needs at least one batch");
    }
    for (int i = 0; i < sums.size(); i++) {
      double[] mean = sums.get(i).clone();
      for (int j = 0; j < mean.length; j++) {
        mean[j] /= batches;
      }
      ModuleState.assign(statistics.get(i), HostTensor.ofDoubles(mean, mean.length));
    }
  }
}
