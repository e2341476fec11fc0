package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseChecks;
import io.kinespark.verification.reference.TensorComparison;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Compares what a trajectory came to, whatever engine ran it. */
public final class TrajectoryAnswers {
  private static final String FINAL = "final/";

  private final Trajectory trajectory;
  private final TensorComparison comparison;

  /** Comparisons with the answers of one trajectory. */
  public TrajectoryAnswers(Trajectory trajectory, TensorComparison comparison) {
    this.trajectory = trajectory;
    this.comparison = comparison;
  }

  /** Names, shapes and order of the network's state. */
  public void structure(TrainableNetwork network) {
    checks().structure(network.stateDict(), names(network), network.parameterCount());
  }

  /**
   * The losses and the averaged gradients' norms before clipping.
   *
   * @param losses of rank after rank, each step by step
   * @param gradientNorms step by step
   */
  public void steps(double[] losses, double[] gradientNorms) {
    comparison.series("loss", losses);
    comparison.tensor("loss", shaped("loss", losses));
    comparison.tensor("grad_total_norm", HostTensor.ofDoubles(gradientNorms, gradientNorms.length));
    if (trajectory.ranks() > 1) {
      double mean = Arrays.stream(losses).average().orElse(Double.NaN);
      comparison.tensor("output", HostTensor.ofDoubles(new double[] {mean}, 1));
    }
  }

  private HostTensor shaped(String name, double[] values) {
    HostTensor flat = HostTensor.ofDoubles(values, values.length);
    return trajectory
        .reference()
        .tensors()
        .find(name)
        .filter(expected -> expected.elementCount() == values.length)
        .map(expected -> flat.reshape(expected.shape()))
        .orElse(flat);
  }

  /** The last step's averaged gradients, which {@code network} holds. */
  public void gradients(TrainableNetwork network) {
    List<String> names = names(network);
    checks()
        .gradients(
            "", names, IntStream.range(0, names.size()).mapToObj(network::gradient).toList());
  }

  /** Parameters and buffers after the steps, and the trained network's logits for the batch. */
  public void trained(TrainableNetwork network) {
    StateDict state = network.stateDict();
    StateNorms norms = new StateNorms(trajectory.reference(), comparison);
    norms.compare("param_norm", "params_order", state);
    norms.compare("buffer_norm", "buffers_order", state);
    state.tensors().forEach((name, value) -> comparison.tensor(FINAL + name, value));
    if (trajectory.ranks() == 1) {
      comparison.tensor("output", network.predict(DsanetCases.clips(trajectory.reference())));
    }
  }

  /** One rank's own buffers after the steps. */
  public void rank(int rank, StateDict state) {
    new StateNorms(trajectory.reference(), comparison)
        .compare("buffer_norm.rank" + rank, "buffers_order", state);
  }

  private CaseChecks checks() {
    return new CaseChecks(trajectory.reference(), comparison);
  }

  private static List<String> names(TrainableNetwork network) {
    return network.parameters().stream().map(ParameterInfo::name).toList();
  }
}
