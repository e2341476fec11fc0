package io.kinespark.models.nn;

import java.util.List;

/** How an optimizer sorts the parameters of a network. */
public interface ParameterGrouping {
  /**
   * Every group that the optimizer knows, in the order of the original's, those that a network has
   * no parameters for included; {@link ParameterGroup#FROZEN} is none of them.
   */
  List<ParameterGroup> all();

  /** The group of each of {@code parameters}, which are in definition order. */
  List<ParameterGroup> of(List<Named<Parameter>> parameters);

  /** An optimizer that makes no difference between parameters; frozen ones stay as they are. */
  static ParameterGrouping undivided() {
    return new UndividedParameters();
  }
}
