package io.kinespark.models.tanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kinespark.models.TamConfig;
import io.kinespark.models.TanetConfig;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.StateDict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TanetKeyMapsTest {
  private static final TanetConfig CONFIG = TanetConfig.of(50, 400, 8);

  @ParameterizedTest
  @CsvSource({
    "module.base_model.conv1.weight, backbone.conv1.conv.weight",
    "base_model.bn1.running_var, backbone.conv1.bn.running_var",
    "module.base_model.layer3.5.net.conv2.weight, backbone.layer3.5.block.conv2.conv.weight",
    "base_model.layer1.0.net.bn3.num_batches_tracked, backbone.layer1.0.block.conv3.bn.num_batches_tracked",
    "base_model.layer2.0.net.downsample.0.weight, backbone.layer2.0.block.downsample.conv.weight",
    "base_model.layer2.0.net.downsample.1.bias, backbone.layer2.0.block.downsample.bn.bias",
    "base_model.layer4.2.tam.G.1.running_mean, backbone.layer4.2.tam.G.1.running_mean",
    "base_model.layer4.2.self_conv.conv_f.3.weight, backbone.layer4.2.tam.G.3.weight",
    "base_model.layer4.2.self_conv.conv_g.0.weight, backbone.layer4.2.tam.L.0.weight",
    "module.new_fc.weight, cls_head.fc_cls.weight",
    "base_model.fc.bias, cls_head.fc_cls.bias"
  })
  void authorsNamesBecomeOurs(String name, String expected) {
    assertThat(TanetKeyMaps.ofAuthors().rename(name)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "conv1.weight, backbone.conv1.conv.weight",
    "bn1.bias, backbone.conv1.bn.bias",
    "layer3.22.conv1.weight, backbone.layer3.22.block.conv1.conv.weight",
    "layer1.2.bn2.running_mean, backbone.layer1.2.block.conv2.bn.running_mean",
    "layer4.0.downsample.0.weight, backbone.layer4.0.block.downsample.conv.weight",
    "layer4.0.downsample.1.running_var, backbone.layer4.0.block.downsample.bn.running_var"
  })
  void imageNetNamesBecomeOurs(String name, String expected) {
    assertThat(TanetKeyMaps.ofImageNet(CONFIG).rename(name)).contains(expected);
    assertThat(TanetKeyMaps.ofImageNet(CONFIG.withTam(TamConfig.disabled())).rename(name))
        .contains(expected.replace(".block.", "."));
  }

  @Test
  void theImageNetClassifierIsDropped() {
    assertThat(TanetKeyMaps.ofImageNet(CONFIG).rename("fc.weight")).isEmpty();
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
