package io.kinespark.spark.engine;

/**
 * A state that is handed over to whoever trains from it. It can be taken once: a state holds the
 * parameters, and often a velocity and an average as large, so that nobody should hold on to it
 * during the run.
 */
public final class Handover {

  private final int iterations;
  private TrainingState state;

  private Handover(TrainingState state) {
    this.iterations = state.iterations();
    this.state = state;
  }

  /** Hands {@code state} over; the caller should forget it. */
  public static Handover of(TrainingState state) {
    return new Handover(state);
  }

  /** Iterations finished in the state, also after it was taken. */
  public int iterations() {
    return iterations;
  }

  /**
   * The state.
   *
   * @throws IllegalStateException if it was taken before
   */
  public TrainingState take() {
    if (state == null) {
      throw new IllegalStateException(
          "the state after iteration " + iterations + " was taken before; read it again");
    }
    TrainingState taken = state;
    state = null;
    return taken;
  }
}
