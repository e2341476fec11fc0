package io.kinespark.models.sdcom;

import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.ParameterGroup;
import io.kinespark.models.nn.ParameterGrouping;
import java.util.List;
import java.util.stream.Stream;

/**
 * The groups of SDCOM: everything that learns in a stage has one learning rate and decays, norms
 * and biases too. The rates for each part, which the original configures and does not apply, are an
 * option. Parameters that no pass uses, the ImageNet classifiers {@code fc}, are frozen: the
 * original's optimizer passes over what has no gradient.
 */
record SdcomParameterGroups(SdcomConfig config) implements ParameterGrouping {
  private static final ParameterGroup GATE = new ParameterGroup("gate", 0.1, 1);
  private static final ParameterGroup STATIC = new ParameterGroup("static_network", 0.5, 1);
  private static final ParameterGroup BACKBONE = new ParameterGroup("backbone", 0.1, 1);
  private static final ParameterGroup CLASSIFIER = new ParameterGroup("classifier", 1, 1);
  private static final ParameterGroup FINAL = new ParameterGroup("final_classifier", 5, 1);

  @Override
  public List<ParameterGroup> all() {
    return config.training().partMultipliers()
        ? List.of(GATE, STATIC, BACKBONE, CLASSIFIER, FINAL)
        : List.of(ParameterGroup.ALL);
  }

  @Override
  public List<ParameterGroup> of(List<Named<Parameter>> parameters) {
    return parameters.stream()
        .map(
            named ->
                named.entry().frozen() || isUnused(named.name())
                    ? ParameterGroup.FROZEN
                    : ofPart(named.name()))
        .toList();
  }

  private static boolean isUnused(String name) {
    return Stream.of("backbone.fc.", "policy_net.feat_net.fc.").anyMatch(name::startsWith);
  }

  private ParameterGroup ofPart(String name) {
    if (!config.training().partMultipliers()) {
      return ParameterGroup.ALL;
    }
    return name.startsWith("policy_net.gate.")
        ? GATE
        : name.startsWith("policy_net.")
            ? STATIC
            : name.startsWith("backbone.")
                ? BACKBONE
                : name.startsWith("classifier.") ? CLASSIFIER : FINAL;
  }
}
