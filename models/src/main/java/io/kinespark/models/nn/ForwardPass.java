package io.kinespark.models.nn;

/**
 * One pass through a network.
 *
 * @param seed decides every random choice of the pass (dropout); the same seed gives the same masks
 *     on any device
 * @param observer sees intermediate values
 * @param draws where modules get other random numbers from
 */
public record ForwardPass(long seed, ForwardObserver observer, RandomDraws draws) {
  /** A pass that makes no random choices and is not observed. */
  public static ForwardPass evaluation() {
    return training(0);
  }

  /** A training pass whose dropout masks and random numbers follow from {@code seed}. */
  public static ForwardPass training(long seed) {
    return new ForwardPass(seed, ForwardObserver.NONE, RandomDraws.seeded(seed));
  }

  /** The same pass seen by {@code newObserver}. */
  public ForwardPass observedBy(ForwardObserver newObserver) {
    return new ForwardPass(seed, newObserver, draws);
  }

  /** The same pass with random numbers from {@code newDraws}. */
  public ForwardPass drawing(RandomDraws newDraws) {
    return new ForwardPass(seed, observer, newDraws);
  }
}
