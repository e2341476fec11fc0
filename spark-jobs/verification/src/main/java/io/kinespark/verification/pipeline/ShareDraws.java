package io.kinespark.verification.pipeline;

import io.kinespark.preprocessing.sampling.RandomDraws;
import java.util.ArrayList;
import java.util.List;

/** Draws that lie at given shares of whatever range is asked for; the last share is repeated. */
final class ShareDraws implements RandomDraws {
  private final double[] shares;
  private final List<Integer> highs = new ArrayList<>();
  private int next;

  /**
   * Draws.
   *
   * @param shares 0 for the lowest value, below 1 or 1 for the highest; at least one
   */
  ShareDraws(double... shares) {
    this.shares = shares.clone();
  }

  @Override
  public int nextInt(int low, int highExclusive) {
    highs.add(highExclusive);
    int range = highExclusive - low;
    return low + Math.min((int) (range * take()), range - 1);
  }

  @Override
  public double nextUniform(double low, double high) {
    return low + (high - low) * take();
  }

  private double take() {
    return shares[Math.min(next++, shares.length - 1)];
  }

  /** The exclusive bounds of all whole numbers that were asked for. */
  List<Integer> highs() {
    return List.copyOf(highs);
  }
}
