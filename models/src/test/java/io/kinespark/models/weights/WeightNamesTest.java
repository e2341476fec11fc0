package io.kinespark.models.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.ElementType;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.dsanet.DsaConfig;
import io.kinespark.models.dsanet.Dsanet;
import io.kinespark.models.dsanet.DsanetBackboneConfig;
import io.kinespark.models.dsanet.DsanetConfig;
import io.kinespark.models.dsanet.ShiftPlace;
import io.kinespark.models.dsanet.TemporalModel;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.Tsnet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of ImageNet files in the published networks. */
class WeightNamesTest {
  private static final List<Integer> BLOCKS = List.of(3, 4, 6, 3);

  private static Map<String, long[]> shapes(Function<TensorSpace, NetworkModule> make) {
    TensorSpace space = new TensorSpace(Precision.FLOAT32, "cpu");
    Map<String, long[]> shapes = new LinkedHashMap<>();
    try (NetworkModule network = NativeWork.plain(() -> make.apply(space))) {
      network.state().forEach(named -> shapes.put(named.name(), named.entry().shape()));
    }
    return shapes;
  }

  /** Torchvision's ResNet-50. */
  private static Map<String, long[]> resNet50() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    convNorm(shapes, "conv1", "bn1", 64, 3, 7);
    long inputs = 64;
    for (int stage = 0; stage < BLOCKS.size(); stage++) {
      long width = 64L << stage;
      for (int i = 0; i < BLOCKS.get(stage); i++) {
        String block = "layer%d.%d.".formatted(stage + 1, i);
        convNorm(shapes, block + "conv1", block + "bn1", width, inputs, 1);
        convNorm(shapes, block + "conv2", block + "bn2", width, width, 3);
        convNorm(shapes, block + "conv3", block + "bn3", 4 * width, width, 1);
        if (i == 0) {
          convNorm(shapes, block + "downsample.0", block + "downsample.1", 4 * width, inputs, 1);
        }
        inputs = 4 * width;
      }
    }
    shapes.put("fc.weight", new long[] {1000, 2048});
    shapes.put("fc.bias", new long[] {1000});
    return shapes;
  }

  private static void convNorm(
      Map<String, long[]> shapes, String conv, String norm, long outputs, long inputs, long side) {
    shapes.put(conv + ".weight", new long[] {outputs, inputs, side, side});
    for (String entry : List.of("weight", "bias", "running_mean", "running_var")) {
      shapes.put(norm + "." + entry, new long[] {outputs});
    }
    shapes.put(norm + ".num_batches_tracked", new long[0]);
  }

  /** A file of zeros; half precision, so that it takes less memory. */
  private static StateDict file(Map<String, long[]> shapes) {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) -> {
          int elements = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
          tensors.put(name, zeros(elements, shape));
        });
    return StateDict.of(tensors);
  }

  private static HostTensor zeros(int elements, long... shape) {
    return HostTensor.of(ElementType.FLOAT16, new byte[2 * elements], shape);
  }

  private static long matching(FittedWeights fitted, Map<String, long[]> network) {
    return fitted.state().tensors().entrySet().stream()
        .filter(entry -> Arrays.equals(entry.getValue().shape(), network.get(entry.getKey())))
        .count();
  }

  @Test
  void dsanetTakesEveryEntryAndInflatesKernels() {
    Map<String, long[]> network = shapes(space -> new Dsanet(space, DsanetConfig.of(50, 400)));

    FittedWeights fitted =
        WeightNames.of("imagenet-resnet").fit(file(resNet50()), "dsanet", network);

    assertThat(fitted.state().tensors()).hasSize(265);
    assertThat(matching(fitted, network)).isEqualTo(265);
  }

  /** What DataParallel, torch.compile, Lightning and each around the other make of names. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "module.%s",
        "_orig_mod.%s",
        "_orig_mod.module.%s",
        "module._orig_mod.%s",
        "model.%s",
        "model._orig_mod.%s",
        "model.module.%s",
        "net.%s",
        "network.model.%s",
        "backbone.%s",
        "encoder.%s"
      })
  void wrappersAreTakenAway(String wrapped) {
    Map<String, long[]> network = shapes(space -> new Dsanet(space, DsanetConfig.of(18, 4)));
    Map<String, long[]> file = new LinkedHashMap<>();
    network.forEach((name, shape) -> file.put(wrapped.formatted(name), shape));
    Map<String, long[]> imageNet = new LinkedHashMap<>();
    resNet50().forEach((name, shape) -> imageNet.put(wrapped.formatted(name), shape));
    Map<String, long[]> deep = shapes(space -> new Dsanet(space, DsanetConfig.of(50, 4)));
    file.put("criterion.weight", new long[] {4});

    FittedWeights own = WeightNames.OWN.fit(file(file), "dsanet", network);
    FittedWeights ofImageNet =
        WeightNames.of("imagenet-resnet").fit(file(imageNet), "dsanet", deep);

    assertThat(own.state().tensors()).containsKeys(network.keySet().toArray(String[]::new));
    assertThat(own.state().tensors()).hasSize(network.size() + 1).containsKey("criterion.weight");
    assertThat(matching(ofImageNet, deep)).isEqualTo(265);
    boolean said = !wrapped.startsWith("module.") && !wrapped.startsWith("_orig_mod.");
    assertThat(own.note().isPresent()).isEqualTo(said);
    if (said) {
      assertThat(own.note().get())
          .endsWith("before %d of the %d names is left out".formatted(network.size(), file.size()));
    }
  }

  @Test
  void namesThatFitKeepTheirBeginnings() {
    Map<String, long[]> network = shapes(space -> new Dsanet(space, DsanetConfig.of(18, 4)));
    Map<String, long[]> file = new LinkedHashMap<>(network);
    file.put("backbone.backbone.extra", new long[] {1});
    file.put("model.extra", new long[] {1});

    FittedWeights own = WeightNames.OWN.fit(file(file), "dsanet", network);

    assertThat(own.state().tensors().keySet()).containsExactlyElementsOf(file.keySet());
    assertThat(own.note()).isEmpty();
    Map<String, long[]> twice =
        Map.of("fc.weight", new long[] {1}, "_orig_mod.fc.weight", new long[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightNames.OWN.fit(file(twice), "dsanet", network))
        .withMessageContaining("there is 'fc.weight' both with '_orig_mod.' and without it");
  }

  @Test
  void shiftedAndPooledLayersAreLookedUpWithoutTheirWrappers() {
    TemporalModel shifts = new TemporalModel.FrameWise(ShiftPlace.BLOCK, 8, /* pooled= */ true);
    DsanetConfig tsm =
        DsanetConfig.of(50, 400)
            .withDsa(DsaConfig.none())
            .withBackbone(DsanetBackboneConfig.of(50, shifts));
    Map<String, long[]> network = shapes(space -> new Dsanet(space, tsm));

    FittedWeights fitted =
        WeightNames.of("imagenet-resnet").fit(file(resNet50()), "dsanet", network);

    assertThat(matching(fitted, network)).isEqualTo(265);
  }

  @Test
  void aNetworkWithoutAggregationIsTheStartOfOneWithIt() {
    DsanetConfig published = DsanetConfig.of(50, 400);
    Map<String, long[]> network = shapes(space -> new Dsanet(space, published));
    Map<String, long[]> plain =
        shapes(space -> new Dsanet(space, published.withDsa(DsaConfig.none())));

    FittedWeights fitted = WeightNames.of("dsanet-plain").fit(file(plain), "dsanet", network);

    assertThat(matching(fitted, network)).isEqualTo(320);
    assertThat(fitted.state().tensors()).hasSize(320);
  }

  @Test
  void sdcomTakesAsManyEntriesAsTheOriginal() {
    Map<String, long[]> network =
        shapes(space -> new Tsnet(space, SdcomConfig.published(SdcomStage.SUPERNET, 200, 10)));

    FittedWeights fitted =
        WeightNames.of("imagenet-resnet").fit(file(resNet50()), "sdcom", network);

    assertThat(matching(fitted, network)).isEqualTo(267);
    assertThat(fitted.state().tensors()).hasSize(267 + 424);
  }

  @Test
  void sdcomsStaticNetworkTakesAllButTheClassifier() {
    Map<String, long[]> network =
        shapes(space -> new Tsnet(space, SdcomConfig.published(SdcomStage.POLICY, 200, 10)));
    Map<String, long[]> mobileNet = new LinkedHashMap<>();
    String prefix = "policy_net.feat_net.";
    network.forEach(
        (name, shape) -> {
          if (name.startsWith(prefix)) {
            mobileNet.put(name.substring(prefix.length()), shape);
          }
        });
    mobileNet.put("classifier.1.weight", new long[] {1000, 1280});
    mobileNet.put("classifier.1.bias", new long[] {1000});

    FittedWeights fitted = WeightNames.of("imagenet-static").fit(file(mobileNet), "sdcom", network);

    assertThat(matching(fitted, network)).isEqualTo(fitted.state().tensors().size());
    assertThat(fitted.state().tensors().keySet())
        .hasSize(52 * 5)
        .allMatch(name -> name.startsWith(prefix + "features."));
  }

  @Test
  void namesOfAnotherFamilyAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightNames.of("imagenet-resnet").fit(file(Map.of()), "vov3d", Map.of()))
        .withMessage(
            "weights with the names 'imagenet-resnet' are for networks of [dsanet, sdcom, tanet],"
                + " not of vov3d");
  }
}
