package io.kinespark.models.tanet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.resnet.BottleneckStyle;
import io.kinespark.models.resnet.ResNetConfig;
import io.kinespark.models.training.TrainableNetwork;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Options whose effect is the shape of the maps. */
class TanetVariantsTest {
  private static final int SEGMENTS = 3;
  private static final int SIZE = 64;
  private static final ResNetConfig SMALL = ResNetConfig.ofBlocks(List.of(1, 1)).withBaseWidth(8);

  private static Map<String, List<Long>> shapes(ResNetConfig backbone, TamConfig tam) {
    TanetConfig config = TanetConfig.of(50, 2, SEGMENTS).withBackbone(backbone).withTam(tam);
    Map<String, List<Long>> shapes = new HashMap<>();
    ForwardObserver observer =
        new ForwardObserver() {
          @Override
          public void value(NetworkModule module, String part, Tensor value) {
            long[] shape = HostTransfer.shape(value);
            shapes.put(module.path() + part, Arrays.stream(shape).boxed().toList());
          }
        };
    float[] clip = new float[SEGMENTS * 3 * SIZE * SIZE];
    try (TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(config))) {
      network.predict(HostTensor.ofFloats(clip, 1, SEGMENTS, 3, SIZE, SIZE), observer);
    }
    return shapes;
  }

  @Test
  void theTemporalModuleSeesTheMapBeforeTheStride() {
    Map<String, List<Long>> shapes = shapes(SMALL, TamConfig.published());

    assertThat(shapes.get("backbone.layer2.0.tam")).containsExactly(3L, 16L, 16L, 16L);
    assertThat(shapes.get("backbone.layer2")).containsExactly(3L, 64L, 8L, 8L);
  }

  @Test
  void inCaffeStyleItSeesTheStridedMap() {
    Map<String, List<Long>> shapes =
        shapes(SMALL.withStyle(BottleneckStyle.CAFFE), TamConfig.published());

    assertThat(shapes.get("backbone.layer2.0.tam")).containsExactly(3L, 16L, 8L, 8L);
    assertThat(shapes.get("backbone.layer2")).containsExactly(3L, 64L, 8L, 8L);
  }

  @Test
  void dilationsKeepTheSizeOfTheMaps() {
    Map<String, List<Long>> shapes =
        shapes(
            SMALL.withStrides(List.of(1, 1), List.of(1, 2)), new TamConfig(true, 1, 5, 2, 5, 1, 2));

    assertThat(shapes.get("backbone.layer2")).containsExactly(3L, 64L, 16L, 16L);
    assertThat(shapes.get("backbone.layer2.0.tamkernel")).containsExactly(1L, 16L, 5L);
  }
}
