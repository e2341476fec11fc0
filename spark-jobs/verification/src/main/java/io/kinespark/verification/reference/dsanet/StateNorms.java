package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.Norms;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.function.ToDoubleFunction;

/** Numbers of several entries of a state dict, one each, in an order that the case gives. */
public final class StateNorms {
  private final ReferenceCase reference;
  private final TensorComparison comparison;

  /** Comparisons with the answers of one case. */
  public StateNorms(ReferenceCase reference, TensorComparison comparison) {
    this.reference = reference;
    this.comparison = comparison;
  }

  /**
   * Compares the L2 norms of entries.
   *
   * @param name of the case's tensor
   * @param order the case's field that lists the entries
   */
  public void compare(String name, String order, StateDict state) {
    compare(name, order, state, Norms::l2);
  }

  /** Compares a number of each of some entries. */
  void compare(String name, String order, StateDict state, ToDoubleFunction<HostTensor> number) {
    CaseNode names = reference.json().path(order);
    double[] numbers = new double[names.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number.applyAsDouble(state.get(names.path(i).asText()));
    }
    comparison.tensor(name, HostTensor.ofDoubles(numbers, numbers.length));
  }
}
