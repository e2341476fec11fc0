package io.kinespark.spark.data;

import java.util.SplittableRandom;

/**
 * The order of the training samples in each epoch: a permutation drawn from the seed and the epoch
 * alone, the same on every machine and for any number of replicas.
 */
public final class EpochOrder {

  private final int samples;
  private final long seed;
  private int epoch = -1;
  private int[] order = new int[0];

  /**
   * An order of samples.
   *
   * @param samples size of the training set
   * @param seed seed of the run
   */
  public EpochOrder(int samples, long seed) {
    this.samples = samples;
    this.seed = seed;
  }

  /** The sample at a position of an epoch, both 0-based. */
  public synchronized int sample(int ofEpoch, int position) {
    if (ofEpoch != epoch) {
      order = permutation(ofEpoch);
      epoch = ofEpoch;
    }
    return order[position];
  }

  private int[] permutation(int ofEpoch) {
    var random = new SplittableRandom(seed + ofEpoch * 0x9E3779B97F4A7C15L);
    var drawn = new int[samples];
    for (int i = 0; i < samples; i++) {
      int j = random.nextInt(i + 1);
      drawn[i] = drawn[j];
      drawn[j] = i;
    }
    return drawn;
  }
}
