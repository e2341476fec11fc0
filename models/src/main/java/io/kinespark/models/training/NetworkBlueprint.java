package io.kinespark.models.training;

import io.kinespark.models.ModelConfig;
import io.kinespark.models.dsanet.Dsanet;
import io.kinespark.models.dsanet.DsanetConfig;
import io.kinespark.models.nn.ClipClassifier;
import io.kinespark.models.nn.CrossEntropy;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.ParameterGroup;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.TrainingObjective;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.Tsnet;
import io.kinespark.models.tanet.Tanet;
import io.kinespark.models.tanet.TanetConfig;
import io.kinespark.models.vov3d.X3dFamilyConfig;
import io.kinespark.models.vov3d.X3dFamilyNetwork;
import java.util.List;
import java.util.function.Function;

/**
 * What training needs to know of a family.
 *
 * @param network builds it
 * @param allGroups every group its optimizer knows, in the original's order
 * @param groups sorts its parameters, given in definition order
 * @param objective how it learns
 */
record NetworkBlueprint(
    Function<TensorSpace, ClipClassifier> network,
    List<ParameterGroup> allGroups,
    Function<List<Named<Parameter>>, List<ParameterGroup>> groups,
    Function<ClipClassifier, TrainingObjective> objective) {
  /** The blueprint of a configuration's family. */
  static NetworkBlueprint of(ModelConfig config) {
    if (config instanceof TanetConfig tanet) {
      return of(tanet);
    }
    if (config instanceof SdcomConfig sdcom) {
      return of(sdcom);
    }
    if (config instanceof X3dFamilyConfig x3dFamily) {
      return of(x3dFamily);
    }
    if (config instanceof DsanetConfig dsanet) {
      return of(dsanet);
    }
    throw new IllegalArgumentException(
        "networks of family '%s' cannot be trained".formatted(config.family()));
  }

  private static NetworkBlueprint of(TanetConfig tanet) {
    TsmParameterGroups groups = new TsmParameterGroups(tanet.fcLr5());
    return new NetworkBlueprint(
        space -> new Tanet(space, tanet),
        groups.all(),
        groups::of,
        network -> new CrossEntropy(network, tanet.head().labelSmoothing()));
  }

  private static NetworkBlueprint of(DsanetConfig dsanet) {
    return new NetworkBlueprint(
        space -> new Dsanet(space, dsanet),
        List.of(ParameterGroup.ALL),
        ParameterGroup::undivided,
        network -> new CrossEntropy(network, 0));
  }

  private static NetworkBlueprint of(SdcomConfig sdcom) {
    SdcomParameterGroups groups = new SdcomParameterGroups(sdcom);
    return new NetworkBlueprint(
        space -> new Tsnet(space, sdcom),
        groups.all(),
        groups::of,
        network -> ((Tsnet) network).objective());
  }

  private static NetworkBlueprint of(X3dFamilyConfig x3dFamily) {
    NormNameParameterGroups groups = new NormNameParameterGroups(x3dFamily.base().normDecay());
    return new NetworkBlueprint(
        space -> new X3dFamilyNetwork(space, x3dFamily),
        groups.all(),
        groups::of,
        network -> new CrossEntropy(network, 0));
  }
}
