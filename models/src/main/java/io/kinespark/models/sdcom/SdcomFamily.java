package io.kinespark.models.sdcom;

import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.family.ClassifierNames;
import io.kinespark.models.family.FileNames;
import io.kinespark.models.family.LearningNetwork;
import io.kinespark.models.family.ModelFamily;
import io.kinespark.models.family.PartWeights;
import io.kinespark.models.nn.ParameterGrouping;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.TrainingObjective;
import io.kinespark.settings.SectionReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** SDCOM (IEEE TNNLS, doi 10.1109/TNNLS.2024.3525187), its phases and its test. */
public final class SdcomFamily implements ModelFamily<SdcomConfig> {
  static final String NAME = "sdcom";
  private static final String STATIC_NETWORK = "policy_net.feat_net.";
  private static final String STATIC_FILES = "imagenet-static";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<SdcomConfig> configType() {
    return SdcomConfig.class;
  }

  @Override
  public SdcomConfig read(SectionReader model, int numClasses, int numSegments) {
    return SdcomSection.read(model.section(NAME), numClasses, numSegments);
  }

  @Override
  public LearningNetwork build(SdcomConfig config, TensorSpace space) {
    Tsnet network = new Tsnet(space, config);
    return new LearningNetwork(network, () -> objective(network, config, space));
  }

  /** How a network learns in its stage; the inference stages do not, and predict only. */
  public static TrainingObjective objective(Tsnet network, SdcomConfig config, TensorSpace space) {
    return switch (config.stage()) {
      case SUPERNET -> new SupernetObjective(network, config, space);
      case POLICY -> new PolicyObjective(network, config, space);
      case INFERENCE, STATIC_INFERENCE ->
          (frames, framesPerClip, labels, pass) -> {
            throw new IllegalArgumentException(
                "an SDCOM network in stage %s does not learn; train in stage supernet or policy"
                    .formatted(config.stage()));
          };
    };
  }

  @Override
  public ParameterGrouping parameterGroups(SdcomConfig config) {
    return new SdcomParameterGroups(config);
  }

  /** Those of the slimmable network, of the static network and of both. */
  @Override
  public ClassifierNames classifiers() {
    return ClassifierNames.required(
        "(?:(?:policy_net\\.feat_net\\.)?classifier|final_classifier\\.classifiers)\\..+");
  }

  /** The norms of narrower widths cannot have the shape of the one norm they are looked up as. */
  @Override
  public List<FileNames> fileNames() {
    return List.of(
        FileNames.ofBackbones("imagenet-resnet", SdcomKeyMaps.ofImageNet())
            .withReshaped(".*\\.aux_bn\\.\\d+\\..*"),
        FileNames.ofBackbones(STATIC_FILES, SdcomKeyMaps.ofStaticNetwork()),
        FileNames.ofNetworks("sdcom-early", SdcomKeyMaps.ofEarlyCode()));
  }

  @Override
  public List<PartWeights> partWeights() {
    return List.of(new PartWeights("initial-static-weights", STATIC_FILES));
  }

  /** Which static network there is. */
  @Override
  public Optional<String> difference(
      SdcomConfig config, StateDict checkpoint, Collection<String> network) {
    return staticNetwork(checkpoint.tensors().keySet())
        .filter(found -> !found.equals(staticNetwork(network).orElse(found)))
        .map(
            found ->
                "the checkpoint's static network is a %s, the network's a %s: set kinespark.model.sdcom.static-network to the checkpoint's"
                    .formatted(found, staticNetwork(network).orElseThrow()));
  }

  private static Optional<String> staticNetwork(Collection<String> names) {
    if (names.stream().anyMatch(name -> name.startsWith(STATIC_NETWORK + "features."))) {
      return Optional.of("MobileNetV2");
    }
    return names.stream().anyMatch(name -> name.startsWith(STATIC_NETWORK + "layer"))
        ? Optional.of("ResNet")
        : Optional.empty();
  }

  @Override
  public Optional<String> publishedNetworks() {
    return Optional.of("io/kinespark/models/sdcom/published.conf");
  }
}
