package io.kinespark.spark.data;

import java.util.SplittableRandom;

/**
 * The order of the training samples in each epoch: a permutation drawn from the seed and the epoch
 * alone, the same on every machine and for any number of replicas.
 */
public final class EpochOrder {

  /** A loader that reads ahead is in two epochs at a time where one ends. */
  private static final int EPOCHS_KEPT = 2;

  private record Drawn(int epoch, int[] order) {}

  private final int samples;
  private final long seed;
  private final Drawn[] drawn = new Drawn[EPOCHS_KEPT];

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
    int place = ofEpoch % EPOCHS_KEPT;
    if (drawn[place] == null || drawn[place].epoch() != ofEpoch) {
      drawn[place] = new Drawn(ofEpoch, permutation(ofEpoch));
    }
    return drawn[place].order()[position];
  }

  private int[] permutation(int ofEpoch) {
    var random = new SplittableRandom(seed + ofEpoch * 0x9E3779B97F4A7C15L);
    var order = new int[samples];
    for (int i = 0; i < samples; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
