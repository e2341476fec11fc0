package io.kinespark.models.vov3d;

import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.ParameterGroup;
import io.kinespark.models.nn.ParameterGrouping;
import java.util.List;

/**
 * The groups of PySlowFast's optimizer as VoV3D has it ({@code models/optimizer.py}): parameters
 * whose name contains {@code bn} have a weight decay of their own. That goes by name, not by layer:
 * the norms {@code a.1} and {@code c.1} of a D(2+1)D are decayed.
 *
 * @param normDecay multiplier of the weight decay of those parameters
 */
record NormNameParameterGroups(double normDecay) implements ParameterGrouping {
  private static final String MARK = "bn";
  private static final ParameterGroup OTHERS = new ParameterGroup("others", 1, 1);

  private ParameterGroup norms() {
    return new ParameterGroup("bn", 1, normDecay);
  }

  @Override
  public List<ParameterGroup> all() {
    return List.of(norms(), OTHERS);
  }

  @Override
  public List<ParameterGroup> of(List<Named<Parameter>> parameters) {
    return parameters.stream()
        .map(named -> named.name().contains(MARK) ? norms() : OTHERS)
        .toList();
  }
}
