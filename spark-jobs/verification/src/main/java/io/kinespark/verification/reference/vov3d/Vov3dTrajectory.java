package io.kinespark.verification.reference.vov3d;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.verification.reference.Norms;
import io.kinespark.verification.reference.TensorComparison;
import java.util.Arrays;
import java.util.List;

/** What cases say of a trajectory, whatever ran it. */
public final class Vov3dTrajectory {
  private Vov3dTrajectory() {}

  /**
   * Compares the losses before the steps.
   *
   * @param answers what comes before the names of the case's tensors
   * @param losses of every replica, step by step
   */
  public static void compareLosses(TensorComparison comparison, String answers, double[][] losses) {
    double[] flat = Arrays.stream(losses).flatMapToDouble(Arrays::stream).toArray();
    comparison.tensor(
        answers + "losses",
        losses.length == 1
            ? HostTensor.ofDoubles(flat, flat.length)
            : HostTensor.ofDoubles(flat, losses.length, losses[0].length));
    if (answers.isEmpty()) {
      comparison.series("losses", flat);
    }
  }

  /** Compares how far each parameter has moved: the L2 norms of the differences. */
  public static void compareChange(
      TensorComparison comparison,
      String answers,
      List<String> parameters,
      StateDict before,
      StateDict after) {
    double[] norms = new double[parameters.size()];
    for (int i = 0; i < norms.length; i++) {
      double[] from = before.get(parameters.get(i)).toDoubles();
      double[] to = after.get(parameters.get(i)).toDoubles();
      for (int j = 0; j < to.length; j++) {
        to[j] -= from[j];
      }
      norms[i] = Norms.l2(to);
    }
    comparison.tensor(answers + "delta_norm", HostTensor.ofDoubles(norms, norms.length));
  }
}
