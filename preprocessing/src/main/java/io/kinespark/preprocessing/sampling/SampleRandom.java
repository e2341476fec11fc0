package io.kinespark.preprocessing.sampling;

import java.nio.charset.StandardCharsets;

/**
 * Draws that depend on the seed, the epoch, the sample and the view, and on nothing else: not on
 * the partition, executor or thread that makes them. A job on one executor and a job on a hundred
 * therefore see the same clips.
 *
 * <p>The four values are hashed into the state of a SplitMix64 generator (Steele, Lea and Flood,
 * OOPSLA 2014). An object serves one sample and one thread.
 */
public final class SampleRandom implements RandomDraws {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long state;

  private SampleRandom(long state) {
    this.state = state;
  }

  /**
   * The draws of one view of one sample in one epoch.
   *
   * @param seed seed of the job
   * @param epoch 0-based epoch
   * @param sampleId stable id of the video
   * @param view 0-based view, 0 where a sample has one
   * @return a generator at its start
   */
  public static SampleRandom of(long seed, int epoch, String sampleId, int view) {
    long hash = FNV_BASIS;
    for (byte octet : sampleId.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
    }
    long state = mix(seed + GOLDEN_GAMMA);
    state = mix(state ^ (epoch + GOLDEN_GAMMA));
    state = mix(state ^ hash);
    return new SampleRandom(mix(state ^ (view + GOLDEN_GAMMA)));
  }

  @Override
  public int nextInt(int low, int highExclusive) {
    if (low >= highExclusive) {
      throw new IllegalArgumentException("Empty range [" + low + ", " + highExclusive + ")");
    }
    long range = (long) highExclusive - low;
    // Values past the last whole multiple of the range would favour small results.
    long limit = (1L << 32) / range * range;
    long bits;
    do {
      bits = nextLong() >>> 32;
    } while (bits >= limit);
    return (int) (low + bits % range);
  }

  @Override
  public double nextUniform(double low, double high) {
    return low + (high - low) * ((nextLong() >>> 11) * 0x1.0p-53);
  }

  private long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
