package io.kinespark.spark.engine;

import java.io.Serializable;

/**
 * How one epoch is dealt out: the samples are padded by wrapping around to a multiple of the number
 * of replicas, replica r takes positions r, r + replicas, ..., and the last batch of an epoch may
 * be smaller (mmengine's DefaultSampler with round-up, mmaction2's loaders without drop-last).
 *
 * @param samples size of the training set
 * @param replicas number of replicas
 * @param batchSize clips of one replica's full batch
 */
public record EpochPlan(int samples, int replicas, int batchSize) implements Serializable {

  /** Checks the three numbers, all of which must be positive. */
  public EpochPlan {
    if (samples < 1 || replicas < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "an epoch needs samples, replicas and a batch size: got "
              + samples
              + ", "
              + replicas
              + ", "
              + batchSize);
    }
  }

  /** Samples each replica sees in an epoch, padding included. */
  public int samplesPerReplica() {
    return (samples + replicas - 1) / replicas;
  }

  /** Iterations of one epoch. */
  public int iterations() {
    return (samplesPerReplica() + batchSize - 1) / batchSize;
  }

  /** Iterations of one epoch whose batches are full, at least 1. */
  public int fullIterations() {
    return Math.max(1, samplesPerReplica() / batchSize);
  }

  /** Samples of all replicas in one epoch, padding included. */
  public int paddedSamples() {
    return samplesPerReplica() * replicas;
  }

  /** Clips in each replica's batch at one 0-based step of an epoch. */
  public int batchSizeAt(int step) {
    return Math.min(batchSize, samplesPerReplica() - step * batchSize);
  }

  /**
   * The position in the epoch's order of the {@code item}-th clip of a replica's batch.
   *
   * @return a position in [0, samples)
   */
  public int position(int replica, int step, int item) {
    return (int) (((long) (step * batchSize + item) * replicas + replica) % samples);
  }
}
