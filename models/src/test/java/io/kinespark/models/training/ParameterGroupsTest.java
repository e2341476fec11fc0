package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.nn.ParameterGroup;
import io.kinespark.models.tanet.TanetConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ParameterGroupsTest {
  private static List<ParameterInfo> parameters(TanetConfig config) {
    try (TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(config))) {
      return network.parameters();
    }
  }

  private static Map<String, Long> counts(List<ParameterInfo> parameters) {
    return parameters.stream()
        .collect(Collectors.groupingBy(ParameterInfo::group, Collectors.counting()));
  }

  private static List<ParameterInfo> group(List<ParameterInfo> parameters, String group) {
    return parameters.stream().filter(info -> info.group().equals(group)).toList();
  }

  @Test
  void allGroupsAreInTheOrderOfTheOriginal() {
    assertThat(TrainableNetwork.parameterGroups(TanetConfig.of(50, 400, 8)))
        .extracting(ParameterGroup::name)
        .containsExactly(
            "first_conv_weight",
            "first_conv_bias",
            "normal_weight",
            "normal_bias",
            "bn",
            "classifier_weight",
            "classifier_bias");
    assertThat(TrainableNetwork.parameterGroups(TanetConfig.of(50, 400, 8).withFcLr5(false)))
        .hasSize(5);
  }

  @Test
  void resNet50HasTheGroupsOfTheOriginalRecipe() {
    List<ParameterInfo> parameters = parameters(TanetConfig.of(50, 400, 8));

    assertThat(counts(parameters))
        .isEqualTo(
            Map.of(
                "first_conv_weight", 1L,
                "normal_weight", 116L,
                "bn", 170L,
                "classifier_weight", 1L,
                "classifier_bias", 1L));
    assertThat(group(parameters, "classifier_weight"))
        .singleElement()
        .satisfies(
            info -> {
              assertThat(info.name()).isEqualTo("cls_head.fc_cls.weight");
              assertThat(info.learningRateMultiplier()).isEqualTo(5);
              assertThat(info.weightDecayMultiplier()).isEqualTo(1);
            });
    assertThat(group(parameters, "classifier_bias"))
        .singleElement()
        .satisfies(
            info -> {
              assertThat(info.learningRateMultiplier()).isEqualTo(10);
              assertThat(info.weightDecayMultiplier()).isZero();
            });
    assertThat(group(parameters, "bn"))
        .allSatisfy(info -> assertThat(info.weightDecayMultiplier()).isZero());
    assertThat(group(parameters, "normal_weight"))
        .extracting(ParameterInfo::name)
        .contains("backbone.layer1.0.tam.G.0.weight", "backbone.layer1.0.tam.L.3.weight");
  }

  @Test
  void theFlatVectorHasNoGaps() {
    int offset = 0;
    for (ParameterInfo info : parameters(Networks.tiny())) {
      assertThat(info.offset()).isEqualTo(offset);
      assertThat(info.shape().stream().reduce(1L, (a, b) -> a * b)).isEqualTo(info.length());
      offset += info.length();
    }
  }

  @Test
  void withoutFcLr5TheClassifierJoinsTheOthers() {
    List<ParameterInfo> parameters = parameters(Networks.tiny().withFcLr5(false));

    assertThat(group(parameters, "normal_weight"))
        .extracting(ParameterInfo::name)
        .contains("cls_head.fc_cls.weight");
    assertThat(group(parameters, "normal_bias"))
        .singleElement()
        .satisfies(
            info -> {
              assertThat(info.name()).isEqualTo("cls_head.fc_cls.bias");
              assertThat(info.learningRateMultiplier()).isEqualTo(2);
              assertThat(info.weightDecayMultiplier()).isZero();
            });
  }

  @Test
  void partialBatchNormFreezesTheMapNormsAfterTheStem() {
    TanetConfig config =
        Networks.tiny().withBackbone(Networks.tiny().backbone().withFreezing(-1, false, true));

    assertThat(group(parameters(config), "frozen"))
        .isNotEmpty()
        .extracting(ParameterInfo::name)
        .allMatch(name -> name.contains(".bn."))
        .noneMatch(name -> name.contains(".tam.") || name.startsWith("backbone.conv1."));
  }
}
