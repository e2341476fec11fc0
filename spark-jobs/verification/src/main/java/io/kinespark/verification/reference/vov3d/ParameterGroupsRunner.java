package io.kinespark.verification.reference.vov3d;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseChecks;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.ArrayList;
import java.util.List;

/** Runs cases of kind {@code param_groups}: which parameters have no weight decay. */
final class ParameterGroupsRunner implements CaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("param_groups") && Vov3dCases.describes(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    CaseNode decays = reference.json().path("weight_decay");
    reference.require(decays.path(0).asDouble() == 0, "weight_decay", "0 of exempt parameters");
    try (TrainableNetwork network =
        TrainableNetwork.create(NetworkSpec.of(Vov3dCases.config(reference)))) {
      List<ParameterInfo> exempt = new ArrayList<>();
      List<ParameterInfo> decayed = new ArrayList<>();
      for (ParameterInfo info : network.parameters()) {
        (info.weightDecayMultiplier() == 0 ? exempt : decayed).add(info);
      }
      CaseChecks checks = new CaseChecks(reference, comparison);
      checks.exempt(network.parameters());
      checks.names(
          "decayed_1d", decayed.stream().filter(info -> info.shape().size() == 1).toList());
      comparison.tensor(
          "counts", HostTensor.ofDoubles(new double[] {exempt.size(), decayed.size()}, 2));
      comparison.tensor(
          "sizes", HostTensor.ofDoubles(new double[] {size(exempt), size(decayed)}, 2));
    }
    return comparison.result();
  }

  private static double size(List<ParameterInfo> infos) {
    return infos.stream().mapToInt(ParameterInfo::length).sum();
  }
}
