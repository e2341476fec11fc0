package org.example.colour;

import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.ParameterGroup;
import io.kinespark.models.nn.ParameterGrouping;
import io.kinespark.models.nn.ParameterRole;
import java.util.List;

/** The bias learns twice as fast and does not decay. */
record BiasApart() implements ParameterGrouping {
  private static final ParameterGroup WEIGHT = new ParameterGroup("weight", 1, 1);
  private static final ParameterGroup BIAS = new ParameterGroup("bias", 2, 0);

  @Override
  public List<ParameterGroup> all() {
    return List.of(WEIGHT, BIAS);
  }

  @Override
  public List<ParameterGroup> of(List<Named<Parameter>> parameters) {
    return parameters.stream()
        .map(named -> named.entry().role() == ParameterRole.LINEAR_BIAS ? BIAS : WEIGHT)
        .toList();
  }
}
