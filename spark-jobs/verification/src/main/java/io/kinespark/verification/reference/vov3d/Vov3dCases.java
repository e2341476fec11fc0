package io.kinespark.verification.reference.vov3d;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.Precision;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.models.vov3d.BatchNormConfig;
import io.kinespark.models.vov3d.VolumeStage;
import io.kinespark.models.vov3d.Vov3dConfig;
import io.kinespark.models.vov3d.X3dBaseConfig;
import io.kinespark.models.vov3d.X3dConfig;
import io.kinespark.models.vov3d.X3dFamilyConfig;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.List;
import java.util.function.ToIntFunction;

/** Makes whole networks of the descriptions in cases of VoV3D and X3D. */
public final class Vov3dCases {
  private static final int RGB = 3;
  private static final List<Integer> STEM_KERNEL = List.of(5, 3, 3);
  private static final List<Integer> STEM_STRIDE = List.of(1, 2, 2);

  private Vov3dCases() {}

  /** Whether the case describes a network of these families. */
  public static boolean describes(ReferenceCase reference) {
    String arch = reference.model().path("arch").asText();
    return arch.equals("vov3d") || arch.equals("x3d");
  }

  /**
   * Stops a case of a network that cannot be built here.
   *
   * @throws UnsupportedCaseException naming what cannot
   */
  private static void requireKnown(ReferenceCase reference) {
    CaseNode model = reference.model();
    model.only("in_channels", RGB);
    reference.require(
        CaseJson.integers(model.path("stem_kernel"), STEM_KERNEL).equals(STEM_KERNEL),
        "model.stem_kernel",
        STEM_KERNEL.toString());
    reference.require(
        CaseJson.integers(model.path("stem_stride"), STEM_STRIDE).equals(STEM_STRIDE),
        "model.stem_stride",
        STEM_STRIDE.toString());
  }

  /**
   * The architecture that the case describes.
   *
   * @throws IllegalArgumentException if what the case derives of it contradicts the original's
   *     rules
   */
  public static X3dFamilyConfig config(ReferenceCase reference) {
    return config(reference, reference.model().path("num_classes").asInt());
  }

  /** The same architecture with another number of classes. */
  static X3dFamilyConfig config(ReferenceCase reference, int numClasses) {
    CaseNode model = reference.model();
    requireKnown(reference);
    X3dBaseConfig base = base(reference, numClasses);
    X3dFamilyConfig config =
        model.path("arch").asText().equals("x3d")
            ? new X3dConfig(
                model.path("dim_c1").asInt(),
                model.path("width_factor").asDouble(),
                model.path("depth_factor").asDouble(),
                model.path("bottleneck_factor").asDouble(),
                base)
            : new Vov3dConfig(
                model.path("stem_channels").asInt(),
                model.path("inner_channels").asInt(),
                CaseJson.numbers(model.path("inner_multiplier")),
                CaseJson.numbers(model.path("out_multiplier")),
                CaseJson.integers(model.path("stage_blocks"), List.of()),
                model.path("convs_per_tosa").asInt(),
                model.path("head_hidden").asInt(),
                base);
    requireEqual("stem_channels", model, config.stemChannels());
    requireEqual("head_hidden", model, config.headChannels());
    requireEqual("stage_blocks", model, config, VolumeStage::blocks);
    requireEqual("stage_inner", model, config, VolumeStage::inner);
    requireEqual("stage_out", model, config, VolumeStage::outputs);
    List<Integer> pool = List.of(config.framesPerClip(), config.poolSide(), config.poolSide());
    requireEqual("pool", CaseJson.integers(model.path("pool"), pool), pool);
    return config;
  }

  private static X3dBaseConfig base(ReferenceCase reference, int numClasses) {
    CaseNode model = reference.model();
    CaseNode optimizer = reference.json().path("optimizer");
    CaseNode groups = reference.json().path("weight_decay");
    double decay = optimizer.path("weight_decay").asDouble(groups.path(1).asDouble());
    double normDecay = optimizer.path("bn_weight_decay").asDouble(groups.path(0).asDouble());
    X3dBaseConfig published = X3dBaseConfig.of(numClasses, model.path("num_frames").asInt());
    return new X3dBaseConfig(
        numClasses,
        published.numFrames(),
        model.path("train_crop").asInt(published.trainCrop()),
        CaseJson.integers(model.path("spatial_strides"), published.spatialStrides()),
        model.path("se_ratio").asDouble(published.seRatio()),
        model.path("head_features").asInt(published.headFeatures()),
        model.path("bn_lin5").asBoolean(),
        model.path("dropout").asDouble(),
        norm(model),
        normDecay == 0 ? 0 : normDecay / decay);
  }

  /** The norms that the case describes, each replica's on its own. */
  static BatchNormConfig norm(CaseNode model) {
    model.only("norm", "batchnorm");
    BatchNormConfig published = BatchNormConfig.perReplica();
    return new BatchNormConfig(
        model.path("bn_eps").asDouble(model.path("eps").asDouble(published.epsilon())),
        model.path("bn_momentum").asDouble(model.path("momentum").asDouble(published.momentum())),
        0);
  }

  private static void requireEqual(
      String field, CaseNode model, X3dFamilyConfig config, ToIntFunction<VolumeStage> value) {
    List<Integer> derived = config.stages().stream().mapToInt(value).boxed().toList();
    requireEqual(field, CaseJson.integers(model.path(field), derived), derived);
  }

  private static void requireEqual(String field, CaseNode model, int derived) {
    requireEqual(field, model.path(field).asInt(derived), derived);
  }

  private static void requireEqual(String field, Object stated, Object derived) {
    if (!stated.equals(derived)) {
      throw new IllegalArgumentException(
          "%s is %s in the case; the original's rules give %s".formatted(field, stated, derived));
    }
  }

  /** A network of the case's architecture filled with the case's weights. */
  public static TrainableNetwork network(ReferenceCase reference, Precision precision) {
    TrainableNetwork network =
        TrainableNetwork.create(NetworkSpec.of(config(reference)).withPrecision(precision));
    network.loadStateDict(FillRule.fill(network.stateDict(), reference), LoadPolicy.strict());
    return network;
  }
}
