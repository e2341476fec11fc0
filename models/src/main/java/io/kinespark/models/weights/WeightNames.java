package io.kinespark.models.weights;

import io.kinespark.models.checkpoint.KeyMap;
import io.kinespark.models.checkpoint.KeyRule;
import io.kinespark.models.checkpoint.NameMapping;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.tanet.TanetKeyMaps;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.vov3d.SubBatchNormNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * In whose names a file's entries may be, and what becomes of them in the networks of which family.
 * A prefix of wrappers ({@code module.}, {@code _orig_mod.}, {@code model.} and the like) is taken
 * away in all of them.
 */
public enum WeightNames {
  /** This project's: those of the published checkpoints, MMAction2's in the case of TANet. */
  OWN,

  /** Those of the TANet authors' repository. */
  TANET_AUTHORS,

  /** Torchvision's ResNets, for backbones; 2-D kernels are inflated for 3-D networks. */
  IMAGENET_RESNET,

  /** DSANet's, of a network without aggregation, for the same one with it. */
  DSANET_PLAIN,

  /** Torchvision's MobileNetV2 or ResNet, for SDCOM's static network. */
  IMAGENET_STATIC,

  /** Those of SDCOM's earlier test code. */
  SDCOM_EARLY,

  /** Those of PySlowFast's networks with sub-batch norms. */
  SLOWFAST_SUB_BN;

  /** By family of networks, for all but {@link #OWN}. */
  private Map<String, NameMapping> byFamily() {
    return switch (this) {
      case OWN -> Map.of();
      case TANET_AUTHORS -> Map.of("tanet", TanetKeyMaps.ofAuthors());
      case IMAGENET_RESNET ->
          Map.of(
              "tanet", TanetKeyMaps.ofImageNet(),
              "dsanet", BackboneLookups.dsanet(),
              "sdcom", BackboneLookups.sdcom());
      case DSANET_PLAIN -> Map.of("dsanet", BackboneLookups.dsanetPlain());
      case IMAGENET_STATIC -> Map.of("sdcom", BackboneLookups.sdcomStatic());
      case SDCOM_EARLY ->
          Map.of(
              "sdcom",
              new KeyMap(
                  List.of(
                      KeyRule.rename("classifier\\.(.+)", "final_classifier.$1"),
                      KeyRule.rename("feat_classifier\\.(.+)", "classifier.$1"))));
      case SLOWFAST_SUB_BN ->
          Map.of("vov3d", SubBatchNormNames.toPlain(), "x3d", SubBatchNormNames.toPlain());
    };
  }

  /**
   * Brings a file's entries under a network's names.
   *
   * @param file entries under the file's names
   * @param family of the network
   * @param network shapes of its entries by name, in its order
   * @throws IllegalArgumentException if such files are not for that family, or two entries get the
   *     same name
   */
  public FittedWeights fit(StateDict file, String family, Map<String, long[]> network) {
    if (this == OWN) {
      WrapperPrefix.Bare bare =
          WrapperPrefix.strip(
              file, names -> (int) names.stream().filter(network::containsKey).count());
      return new FittedWeights(bare.state(), LoadPolicy.fineTuning(), bare.note());
    }
    NameMapping mapping = byFamily().get(family);
    if (mapping == null) {
      throw new IllegalArgumentException(
          "weights with the names '%s' are for networks of %s, not of %s"
              .formatted(this, byFamily().keySet().stream().sorted().toList(), family));
    }
    boolean whole = mapping instanceof KeyMap || this == DSANET_PLAIN;
    LoadPolicy policy =
        (whole ? LoadPolicy.fineTuning() : LoadPolicy.pretrainedBackbone())
            .allowMissing(
                mapping.untouched(network.keySet()).stream()
                    .map(Pattern::quote)
                    .toArray(String[]::new));
    WrapperPrefix.Bare bare =
        WrapperPrefix.strip(file, names -> mapping.found(names, network.keySet()));
    return new FittedWeights(mapping.apply(bare.state(), network), policy, bare.note());
  }

  /** The renaming of files to this project's names, if it is the same for every network. */
  public Optional<KeyMap> toOwn() {
    return byFamily().values().stream()
        .filter(KeyMap.class::isInstance)
        .map(KeyMap.class::cast)
        .findFirst();
  }

  /** The renaming of this project's names to these, if there is one. */
  public Optional<KeyMap> fromOwn() {
    return this == TANET_AUTHORS ? Optional.of(TanetKeyMaps.toAuthors()) : Optional.empty();
  }

  /** The name in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
