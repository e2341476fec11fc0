package io.kinespark.models.nn;

/**
 * One pass through a network.
 *
 * @param seed decides every random choice of the pass (dropout); the same seed gives the same masks
 *     on any device
 * @param observer sees intermediate values
 */
public record ForwardPass(long seed, ForwardObserver observer) {
  /** A pass that makes no random choices and is not observed. */
  public static ForwardPass evaluation() {
    return new ForwardPass(0, ForwardObserver.NONE);
  }

  /** A training pass whose dropout masks follow from {@code seed}. */
  public static ForwardPass training(long seed) {
    return new ForwardPass(seed, ForwardObserver.NONE);
  }

  /** The same pass seen by {@code newObserver}. */
  public ForwardPass observedBy(ForwardObserver newObserver) {
    return new ForwardPass(seed, newObserver);
  }
}
