package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.AverageClips;
import io.kinespark.models.ChannelWidths;
import io.kinespark.models.ModelConfig;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.dsanet.AverageDownsampling;
import io.kinespark.models.dsanet.BlockKind;
import io.kinespark.models.dsanet.DsaConfig;
import io.kinespark.models.dsanet.DsanetBackboneConfig;
import io.kinespark.models.dsanet.DsanetConfig;
import io.kinespark.models.dsanet.Freezing;
import io.kinespark.models.dsanet.SnippetHeadConfig;
import io.kinespark.models.dsanet.TemporalModel;
import io.kinespark.models.resnet.BottleneckStyle;
import io.kinespark.models.sdcom.PrimaryKind;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.SdcomTraining;
import io.kinespark.models.sdcom.SlimmableDepth;
import io.kinespark.models.tanet.HeadConfig;
import io.kinespark.models.tanet.HeadKind;
import io.kinespark.models.vov3d.Vov3dConfig;
import io.kinespark.models.vov3d.X3dBaseConfig;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.training.LocalTraining;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Steps on clips of several labels. Without smoothing a loss is a sum over labels, so that loss and
 * gradient of two labels are those of the one plus those of the other.
 */
class SeveralLabelsTest {
  private static final int CLASSES = 5;
  private static final int FRAMES = 4;
  private static final int SIDE = 32;
  private static final List<List<Integer>> BOTH = List.of(List.of(0, 2), List.of(1, 4));
  private static final ClassTargets ONE = ClassTargets.indices(0, 4);
  private static final ClassTargets OTHER = ClassTargets.indices(2, 1);

  /** A network of each family. */
  static Stream<ModelConfig> families() {
    return Stream.of(Networks.tiny(), dsanet(), vov3d(), sdcom(0));
  }

  private static DsanetConfig dsanet() {
    List<Integer> blocks = List.of(1, 1);
    var backbone =
        new DsanetBackboneConfig(
            BlockKind.BOTTLENECK,
            blocks,
            8,
            List.of(1, 2),
            List.of(1, 1),
            BottleneckStyle.PYTORCH,
            false,
            AverageDownsampling.NONE,
            0,
            false,
            Freezing.none(),
            TemporalModel.Inflated.stages(blocks, List.of(false, true)));
    return DsanetConfig.of(50, CLASSES)
        .withDsa(DsaConfig.none())
        .withBackbone(backbone)
        .withHead(SnippetHeadConfig.published().withDropout(0))
        .withClip(2, FRAMES / 2);
  }

  private static Vov3dConfig vov3d() {
    return new Vov3dConfig(
        4,
        8,
        List.of(1.0, 2.0, 4.0, 8.0),
        List.of(0.5, 1.0, 2.0, 4.0),
        List.of(1, 1, 1, 1),
        2,
        64,
        X3dBaseConfig.of(CLASSES, FRAMES).withTrainCrop(SIDE));
  }

  private static SdcomConfig sdcom(double emaDecay) {
    return new SdcomConfig(
        SdcomStage.SUPERNET,
        SlimmableDepth.RESNET18,
        PrimaryKind.MOBILENETV2,
        CLASSES,
        FRAMES,
        0,
        new ChannelWidths(List.of(0.0, 1.0)),
        1,
        5,
        false,
        false,
        SdcomTraining.published().withEmaDecay(emaDecay).withLabelSmoothing(0),
        AverageClips.SCORE);
  }

  private static TrainableNetwork network(ModelConfig model) {
    return TrainableNetwork.create(NetworkSpec.of(model).withPrecision(Precision.FLOAT64));
  }

  private static HostTensor clips() {
    return FillRule.input("input", BOTH.size(), FRAMES, 3, SIDE, SIDE);
  }

  @ParameterizedTest
  @MethodSource("families")
  void twoLabelsAddUp(ModelConfig model) {
    try (TrainableNetwork network = network(model)) {
      double one = network.trainStep(clips(), ONE, 0).result().loss();
      float[] gradient = Networks.gradients(network);
      double other = network.trainStep(clips(), OTHER, 0).result().loss();
      float[] otherGradient = Networks.gradients(network);
      StepResult both = network.trainStep(clips(), ClassTargets.multiHot(BOTH), 0).result();

      assertThat(both.loss()).isCloseTo(one + other, within(1e-9));
      assertThat(both.top5()).isEqualTo(BOTH.size());
      assertThat(distance(Networks.gradients(network), gradient, otherGradient)).isLessThan(1e-6);
    }
  }

  /** Of a gradient from the sum of two others, as a share of its length. */
  private static double distance(float[] whole, float[] one, float[] other) {
    double length = 0;
    double apart = 0;
    for (int i = 0; i < whole.length; i++) {
      double difference = (double) whole[i] - one[i] - other[i];
      length += (double) whole[i] * whole[i];
      apart += difference * difference;
    }
    return Math.sqrt(apart / length);
  }

  /**
   * Narrow widths learn from the running average, whatever the labels; the loss is the widest's.
   */
  @Test
  void theTaughtSupernetLearnsSeveralLabelsAtItsFullWidth() {
    try (TrainableNetwork network = network(sdcom(0.5))) {
      double one = network.trainStep(clips(), ONE, 0).result().loss();
      double other = network.trainStep(clips(), OTHER, 0).result().loss();
      double both = network.trainStep(clips(), ClassTargets.multiHot(BOTH), 0).result().loss();

      assertThat(both).isCloseTo(one + other, within(1e-9));
    }
  }

  @Test
  void aRowOfOneLabelIsThatLabelSmoothedOrNot() {
    var smoothed = Networks.tiny().withHead(new HeadConfig(HeadKind.TSM, 0, 0.25));
    try (TrainableNetwork network = network(smoothed)) {
      StepResult index = network.trainStep(clips(), ONE, 0).result();
      StepResult row =
          network
              .trainStep(clips(), ClassTargets.multiHot(List.of(List.of(0), List.of(4))), 0)
              .result();

      assertThat(row.loss()).isCloseTo(index.loss(), within(1e-12));
      assertThat(row.top1()).isEqualTo(index.top1());
    }
  }

  @Test
  void replicasShareTheTargetsOut() {
    SgdRule plain = new SgdRule(0, 0, false, 0, 0);
    ClassTargets targets = ClassTargets.multiHot(BOTH);
    HostTensor clips = clips();
    try (TrainableNetwork first = network(Networks.tiny());
        TrainableNetwork second = network(Networks.tiny());
        TrainableNetwork alone = network(Networks.tiny());
        LocalTraining training = new LocalTraining(List.of(first, second), plain)) {
      List<TrainingTrace> traces = training.step(clips, targets, 0.1, 0L).traces();
      double[] values = clips.toDoubles();
      double[] last = Arrays.copyOfRange(values, values.length / 2, values.length);
      HostTensor lastClip = HostTensor.ofDoubles(last, 1, FRAMES, 3, SIDE, SIDE);

      assertThat(traces.get(1).result())
          .isEqualTo(alone.trainStep(lastClip, targets.part(1, 2), 0).result());
    }
  }
}
