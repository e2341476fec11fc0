package io.kinespark.models.tanet;

import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.ParameterGroup;
import io.kinespark.models.nn.ParameterGrouping;
import io.kinespark.models.nn.ParameterRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The groups of mmaction2's {@code TSMOptimWrapperConstructor}: weights 1x, biases 2x without
 * decay, norms without decay, and with {@code fc_lr5} the last linear layer at 5x (weight) and 10x
 * without decay (bias).
 */
record TsmParameterGroups(boolean fcLr5) implements ParameterGrouping {
  private static final ParameterGroup FIRST_CONVOLUTION_WEIGHT =
      new ParameterGroup("first_conv_weight", 1, 1);
  private static final ParameterGroup FIRST_CONVOLUTION_BIAS =
      new ParameterGroup("first_conv_bias", 2, 0);
  private static final ParameterGroup WEIGHT = new ParameterGroup("normal_weight", 1, 1);
  private static final ParameterGroup BIAS = new ParameterGroup("normal_bias", 2, 0);
  private static final ParameterGroup NORM = new ParameterGroup("bn", 1, 0);
  private static final ParameterGroup CLASSIFIER_WEIGHT =
      new ParameterGroup("classifier_weight", 5, 1);
  private static final ParameterGroup CLASSIFIER_BIAS =
      new ParameterGroup("classifier_bias", 10, 0);

  @Override
  public List<ParameterGroup> all() {
    List<ParameterGroup> common =
        List.of(FIRST_CONVOLUTION_WEIGHT, FIRST_CONVOLUTION_BIAS, WEIGHT, BIAS, NORM);
    return fcLr5
        ? Stream.concat(common.stream(), Stream.of(CLASSIFIER_WEIGHT, CLASSIFIER_BIAS)).toList()
        : common;
  }

  @Override
  public List<ParameterGroup> of(List<Named<Parameter>> parameters) {
    List<ParameterRole> roles = parameters.stream().map(named -> named.entry().role()).toList();
    int firstWeight = roles.indexOf(ParameterRole.CONVOLUTION_WEIGHT);
    int lastLinear = roles.lastIndexOf(ParameterRole.LINEAR_WEIGHT);
    List<ParameterGroup> groups = new ArrayList<>();
    for (int i = 0; i < roles.size(); i++) {
      groups.add(
          parameters.get(i).entry().frozen()
              ? ParameterGroup.FROZEN
              : switch (roles.get(i)) {
                case CONVOLUTION_WEIGHT -> i == firstWeight ? FIRST_CONVOLUTION_WEIGHT : WEIGHT;
                case CONVOLUTION_BIAS -> i == firstWeight + 1 ? FIRST_CONVOLUTION_BIAS : BIAS;
                case LINEAR_WEIGHT -> fcLr5 && i == lastLinear ? CLASSIFIER_WEIGHT : WEIGHT;
                case LINEAR_BIAS -> fcLr5 && i > lastLinear ? CLASSIFIER_BIAS : BIAS;
                case NORM -> NORM;
              });
    }
    return groups;
  }
}
