package io.kinespark.models.tanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.TrainableNetwork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TanetKeyMapsTest {
  @ParameterizedTest
  @CsvSource({
    "base_model.conv1.weight, backbone.conv1.conv.weight",
    "base_model.bn1.running_var, backbone.conv1.bn.running_var",
    "base_model.layer3.5.net.conv2.weight, backbone.layer3.5.block.conv2.conv.weight",
    "base_model.layer1.0.net.bn3.num_batches_tracked, backbone.layer1.0.block.conv3.bn.num_batches_tracked",
    "base_model.layer2.0.net.downsample.0.weight, backbone.layer2.0.block.downsample.conv.weight",
    "base_model.layer2.0.net.downsample.1.bias, backbone.layer2.0.block.downsample.bn.bias",
    "base_model.layer4.2.tam.G.1.running_mean, backbone.layer4.2.tam.G.1.running_mean",
    "base_model.layer4.2.self_conv.conv_f.3.weight, backbone.layer4.2.tam.G.3.weight",
    "base_model.layer4.2.self_conv.conv_g.0.weight, backbone.layer4.2.tam.L.0.weight",
    "new_fc.weight, cls_head.fc_cls.weight",
    "base_model.fc.bias, cls_head.fc_cls.bias"
  })
  void authorsNamesBecomeOurs(String name, String expected) {
    assertThat(TanetKeyMaps.ofAuthors().rename(name)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "backbone.conv1.conv.weight, conv1.weight",
    "backbone.conv1.bn.bias, bn1.bias",
    "backbone.layer3.22.block.conv1.conv.weight, layer3.22.conv1.weight",
    "backbone.layer1.2.conv2.bn.running_mean, layer1.2.bn2.running_mean",
    "backbone.layer4.0.block.downsample.conv.weight, layer4.0.downsample.0.weight",
    "backbone.layer4.0.downsample.bn.running_var, layer4.0.downsample.1.running_var"
  })
  void backbonesLookUpImageNetNames(String name, String expected) {
    assertThat(TanetKeyMaps.ofImageNet().lookUp(name)).contains(expected);
  }

  @Test
  void temporalModulesAndClassifierKeepTheirValues() {
    assertThat(TanetKeyMaps.ofImageNet().untouched(Set.of("backbone.layer1.0.tam.G.0.weight")))
        .hasSize(1);
    assertThat(TanetKeyMaps.ofImageNet().lookUp("cls_head.fc_cls.weight")).isEmpty();
  }

  @Test
  void everyNameComesBackFromTheAuthors() {
    TanetConfig config = TanetConfig.of(50, 400, 8);
    try (TrainableNetwork network =
        TrainableNetwork.create(
            NetworkSpec.of(config.withBackbone(config.backbone().withBaseWidth(8))))) {
      for (String name : network.stateShapes().keySet()) {
        String authors = TanetKeyMaps.toAuthors().rename(name).orElseThrow();
        assertThat(authors).startsWith(name.startsWith("cls_head") ? "new_fc." : "base_model.");
        assertThat(TanetKeyMaps.ofAuthors().rename(authors)).contains(name);
      }
    }
  }

  @Test
  void unknownNamesStay() {
    assertThat(TanetKeyMaps.ofAuthors().rename("scheduler.step")).contains("scheduler.step");
  }

  @Test
  void twoEntriesMustNotBecomeOne() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put("new_fc.bias", HostTensor.ofFloats(new float[1], 1));
    tensors.put("base_model.fc.bias", HostTensor.ofFloats(new float[1], 1));
    KeyMap map = TanetKeyMaps.ofAuthors();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> map.apply(StateDict.of(tensors)))
        .withMessageContaining("two entries become 'cls_head.fc_cls.bias'");
  }
}
