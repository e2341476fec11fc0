package io.kinespark.models.dsanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.dsanet.SnippetHeadConfig.Pooling;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.resnet.BottleneckStyle;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.FillRule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Options that no reference case has: names, shapes and what they do to the numbers. */
class DsanetVariantsTest {
  private static final int SNIPPETS = 2;
  private static final int FRAMES = 4;
  private static final int SIDE = 32;
  private static final List<Integer> BLOCKS = List.of(1, 2);
  private static final DsaConfig SECOND_STAGE =
      DsaConfig.published(List.of(List.of(false), List.of(false, true)));

  private static DsanetBackboneConfig backbone(TemporalModel temporal) {
    return backbone(temporal, false, AverageDownsampling.NONE, 0);
  }

  private static DsanetBackboneConfig backbone(
      TemporalModel temporal, boolean averageShortcut, AverageDownsampling pools, int deepStem) {
    return new DsanetBackboneConfig(
        BlockKind.BOTTLENECK,
        BLOCKS,
        8,
        List.of(1, 2),
        List.of(1, 1),
        BottleneckStyle.PYTORCH,
        averageShortcut,
        pools,
        deepStem,
        false,
        Freezing.none(),
        temporal);
  }

  private static TemporalModel inflated() {
    return TemporalModel.Inflated.stages(BLOCKS, List.of(false, true));
  }

  private static DsanetConfig network(DsanetBackboneConfig backbone) {
    return DsanetConfig.of(50, 3)
        .withDsa(DsaConfig.none())
        .withBackbone(backbone)
        .withDsa(SECOND_STAGE)
        .withHead(SnippetHeadConfig.published().withDropout(0))
        .withClip(SNIPPETS, FRAMES);
  }

  private static TrainableNetwork filled(DsanetConfig config) {
    TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(config));
    network.loadStateDict(FillRule.fill(network.stateDict()), LoadPolicy.strict());
    return network;
  }

  private static HostTensor clip() {
    return FillRule.input("input", 1, SNIPPETS * FRAMES, 3, SIDE, SIDE);
  }

  private static float[] logits(DsanetConfig config) {
    try (TrainableNetwork network = filled(config)) {
      return network.predict(clip()).toFloats();
    }
  }

  private static Map<String, List<Long>> shapes(DsanetConfig config) {
    Map<String, List<Long>> shapes = new HashMap<>();
    ForwardObserver observer =
        new ForwardObserver() {
          @Override
          public void value(NetworkModule module, String part, Tensor value) {
            shapes.put(
                module.path() + part, Arrays.stream(HostTransfer.shape(value)).boxed().toList());
          }
        };
    try (TrainableNetwork network = filled(config)) {
      network.predict(clip(), observer);
    }
    return shapes;
  }

  private static List<String> names(DsanetConfig config) {
    try (TrainableNetwork network = TrainableNetwork.create(NetworkSpec.of(config))) {
      return List.copyOf(network.stateDict().tensors().keySet());
    }
  }

  @Test
  void aDeepStemIsASequenceOfThreeConvolutions() {
    List<String> names = names(network(backbone(inflated(), false, AverageDownsampling.NONE, 4)));

    assertThat(names)
        .startsWith("backbone.conv1.0.weight", "backbone.conv1.1.weight")
        .containsSubsequence(
            "backbone.conv1.3.weight",
            "backbone.conv1.4.weight",
            "backbone.conv1.6.weight",
            "backbone.bn1.weight");
  }

  @Test
  void anAveragedShortcutCountsItsPool() {
    DsanetConfig config = network(backbone(inflated(), true, AverageDownsampling.NONE, 0));

    assertThat(names(config))
        .contains("backbone.layer2.0.downsample.1.weight", "backbone.layer2.0.downsample.2.weight")
        .doesNotContain("backbone.layer2.0.downsample.0.weight");
    assertThat(shapes(config).get("backbone.layer2")).containsExactly(2L, 64L, 4L, 4L, 4L);
  }

  @Test
  void averagePoolsStrideInPlaceOfConvolutions() {
    DsanetConfig before = network(backbone(inflated(), false, AverageDownsampling.BEFORE, 0));
    DsanetConfig after = network(backbone(inflated(), false, AverageDownsampling.AFTER, 0));

    assertThat(shapes(before).get("backbone.layer2")).containsExactly(2L, 64L, 4L, 4L, 4L);
    assertThat(logits(before)).isNotEqualTo(logits(after));
    assertThat(names(before)).isEqualTo(names(after));
  }

  @Test
  void anAggregatingBlockCannotBePooled() {
    DsanetBackboneConfig pooled = backbone(inflated(), false, AverageDownsampling.AFTER, 0);
    DsaConfig firstOfStage = DsaConfig.published(List.of(List.of(false), List.of(true, false)));

    assertThatThrownBy(() -> network(pooled).withDsa(firstOfStage))
        .hasMessageContaining("average-downsampling");
  }

  @Test
  void temporalStridesAndPoolsShortenTheSnippet() {
    TemporalModel strided =
        new TemporalModel.Inflated(
            List.of(List.of(true), List.of(true, false)),
            InflationStyle.SECOND,
            List.of(5, 7, 7),
            1,
            3,
            2,
            true,
            List.of(1, 1));

    Map<String, List<Long>> shapes = shapes(network(backbone(strided)));

    assertThat(shapes.get("backbonemaxpool")).containsExactly(2L, 8L, 2L, 8L, 8L);
    assertThat(shapes.get("backbone.layer2")).containsExactly(2L, 64L, 1L, 4L, 4L);
  }

  @Test
  void aBlockThatIsNotInflatedCannotStrideAlongTime() {
    TemporalModel strided =
        new TemporalModel.Inflated(
            List.of(List.of(false), List.of(false, true)),
            InflationStyle.FIRST,
            List.of(1, 7, 7),
            1,
            1,
            1,
            false,
            List.of(1, 2));

    assertThatThrownBy(() -> backbone(strided)).hasMessageContaining("is not inflated");
  }

  @Test
  void shiftsAreNamedAfterWhatTheyStandBefore() {
    TemporalModel blocks = new TemporalModel.FrameWise(ShiftPlace.BLOCK, 8, /* pooled= */ true);

    assertThat(names(network(backbone(TemporalModel.FrameWise.shifted()))))
        .contains("backbone.layer2.0.conv1.net.weight", "backbone.layer2.1.block.conv1.net.weight");
    assertThat(names(withoutDsa(blocks)))
        .contains("backbone.layer1.0.net.conv1.weight", "backbone.layer2.net.0.net.conv1.weight");
    assertThat(shapes(withoutDsa(blocks)).get("backbone.layer2")).containsExactly(4L, 64L, 4L, 4L);
  }

  private static DsanetConfig withoutDsa(TemporalModel temporal) {
    return DsanetConfig.of(50, 3)
        .withDsa(DsaConfig.none())
        .withBackbone(backbone(temporal))
        .withClip(SNIPPETS, FRAMES);
  }

  @Test
  void everySecondBlockIsShiftedWhereTheThirdStageIsLong() {
    DsanetConfig deep =
        DsanetConfig.of(101, 3)
            .withBackbone(DsanetBackboneConfig.of(101, TemporalModel.FrameWise.shifted()));

    try (Dsanet network = NativeWork.plain(() -> new Dsanet(TensorSpace.symbolic(), deep))) {
      assertThat(network.state())
          .extracting(Named::name)
          .contains("backbone.layer1.0.conv1.net.weight", "backbone.layer1.1.conv1.weight");
    }
  }

  @Test
  void classifyingEveryPositionIsPoolingFirst() {
    DsanetConfig pooled = network(backbone(inflated()));
    DsanetConfig everywhere = pooled.withHead(new SnippetHeadConfig(Pooling.AVG, 0, 0, 0, true));
    DsanetConfig window = pooled.withHead(new SnippetHeadConfig(Pooling.AVG, FRAMES, 4, 0, false));
    DsanetConfig maxima = pooled.withHead(new SnippetHeadConfig(Pooling.MAX, 0, 0, 0, false));
    DsanetConfig maximaOfWindow =
        pooled.withHead(new SnippetHeadConfig(Pooling.MAX, FRAMES, 4, 0, false));

    assertThat(logits(everywhere)).containsExactly(logits(pooled), offset());
    assertThat(logits(window)).containsExactly(logits(pooled), offset());
    assertThat(logits(maximaOfWindow)).containsExactly(logits(maxima), offset());
  }

  private static Offset<Float> offset() {
    return Offset.offset(1e-5f);
  }

  @Test
  void normEvalReachesTheModulesNorms() {
    DsanetConfig config = network(backbone(inflated()));
    DsanetConfig frozen =
        config.withBackbone(config.backbone().withFreezing(new Freezing(1, true, true)));

    try (TrainableNetwork network = filled(frozen)) {
      network.trainStep(clip(), ClassTargets.indices(1), 0);

      assertThat(network.storeCounters()).containsOnly(0);
      assertThat(network.parameters())
          .filteredOn(info -> info.name().contains("layer1") || info.name().contains(".bn"))
          .allMatch(info -> info.learningRateMultiplier() == 0);
      assertThat(network.parameters())
          .filteredOn(info -> info.name().endsWith("generate.0.weight"))
          .allMatch(info -> info.learningRateMultiplier() == 1);
    }
  }

  @Test
  void otherNumbersOfSnippetsAreRefused() {
    try (TrainableNetwork network = filled(network(backbone(inflated())))) {
      assertThatThrownBy(() -> network.predict(FillRule.input("input", 1, 12, 3, SIDE, SIDE)))
          .hasMessageContaining("no whole number of clips");
    }
  }
}
