package io.kinespark.spark.bigdl;

import io.kinespark.spark.engine.TrainingState;
import io.kinespark.spark.replica.FlatLayout;
import io.kinespark.spark.replica.ReplicaLostException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * What each replica begins with: the slice of parameters and velocity that it owns. A replica
 * fetches its own slice alone, and the driver drops all of them when the first iteration is done,
 * since from then on BigDL keeps the values where they are updated.
 *
 * <p>Tasks carry this object as it is when they are sent. One that begins a replica after the
 * slices were dropped fails: its executor was lost, and the run goes back to a checkpoint.
 */
final class InitialSlices implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * One replica's values.
   *
   * @param weights of the parameters
   * @param velocity of the optimizer; empty before the first step
   */
  record Slice(float[] weights, float[] velocity) implements Serializable {}

  private final FlatLayout layout;
  private List<Broadcast<Slice>> slices;

  private InitialSlices(FlatLayout layout, List<Broadcast<Slice>> slices) {
    this.layout = layout;
    this.slices = slices;
  }

  /** The slices of a state. */
  static InitialSlices of(JavaSparkContext spark, FlatLayout layout, TrainingState state) {
    return new InitialSlices(
        layout,
        IntStream.range(0, layout.replicas())
            .mapToObj(replica -> spark.broadcast(slice(layout, state, replica)))
            .toList());
  }

  private static Slice slice(FlatLayout layout, TrainingState state, int replica) {
    int from = layout.sliceStart(replica);
    int to = layout.sliceStart(replica + 1);
    Optional<float[]> velocity = state.momentum();
    return new Slice(
        Arrays.copyOfRange(state.parameters(), from, to),
        velocity.isPresent() ? Arrays.copyOfRange(velocity.get(), from, to) : new float[0]);
  }

  /** How the flat vector is divided. */
  FlatLayout layout() {
    return layout;
  }

  /**
   * What the replica of a partition begins with.
   *
   * @throws ReplicaLostException after {@link #drop()} or {@link #forget()}
   */
  Slice slice(int partition) {
    if (slices.isEmpty()) {
      throw new ReplicaLostException(
          "replica "
              + partition
              + " would begin in the middle of the run; its executor was lost or its block was"
              + " dropped");
    }
    return slices.get(partition).value();
  }

  /** Lets go of the slices here, where a replica has taken what it needed. */
  void forget() {
    slices = List.of();
  }

  /** Frees the slices on the driver and on all executors. */
  void drop() {
    List<Broadcast<Slice>> dropped = slices;
    forget();
    dropped.forEach(Broadcast::destroy);
  }
}
