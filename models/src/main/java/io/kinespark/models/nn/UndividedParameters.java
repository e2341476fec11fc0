package io.kinespark.models.nn;

import java.util.List;

/** One group for all that learns. */
record UndividedParameters() implements ParameterGrouping {
  @Override
  public List<ParameterGroup> all() {
    return List.of(ParameterGroup.ALL);
  }

  @Override
  public List<ParameterGroup> of(List<Named<Parameter>> parameters) {
    return parameters.stream()
        .map(named -> named.entry().frozen() ? ParameterGroup.FROZEN : ParameterGroup.ALL)
        .toList();
  }
}
