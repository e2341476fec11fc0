package io.kinespark.verification.reference.vov3d;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.LoadReport;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.HostLayout;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs cases of kind {@code checkpoint}: the weights of a network with other classes are loaded for
 * fine-tuning; what differs in name or shape keeps its own values.
 */
final class FinetuneRunner implements CaseRunner {
  private static final String TARGET = "target.";
  private static final String ANY = ".*";
  private static final LoadPolicy BY_NAME_AND_SHAPE =
      LoadPolicy.strict().allowMissing(ANY).allowUnexpected(ANY).allowReshaped(ANY);

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("checkpoint")
        && reference.json().has("source_classes")
        && Vov3dCases.describes(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    reference.json().only("start_epoch", 0);
    try (TrainableNetwork network =
        TrainableNetwork.create(NetworkSpec.of(Vov3dCases.config(reference)))) {
      network.loadStateDict(ownValues(network.stateDict()), LoadPolicy.strict());
      StateDict source = source(reference);
      LoadReport report = network.loadStateDict(source, BY_NAME_AND_SHAPE);
      List<String> kept = CaseJson.texts(reference.json().path("not_loaded"));
      comparison.exact(
          "not_loaded", reference.json().has("not_loaded"), kept, notLoaded(network, report));
      comparison.exact(
          "loaded_count",
          reference.json().has("loaded_count"),
          reference.json().path("loaded_count").asInt(),
          report.matched().size());
      comparison.tensor("output", network.predict(HostLayout.clips(reference.input())));
    }
    return comparison.result();
  }

  private static StateDict ownValues(StateDict like) {
    Map<String, HostTensor> values = new LinkedHashMap<>();
    like.tensors()
        .forEach((name, tensor) -> values.put(name, FillRule.value(TARGET + name, tensor.shape())));
    return StateDict.of(values);
  }

  private static StateDict source(ReferenceCase reference) {
    int classes = reference.json().path("source_classes").asInt();
    try (TrainableNetwork network =
        TrainableNetwork.create(NetworkSpec.of(Vov3dCases.config(reference, classes)))) {
      return FillRule.fill(network.stateDict(), reference);
    }
  }

  private static List<String> notLoaded(TrainableNetwork network, LoadReport report) {
    List<String> names = new ArrayList<>(network.stateDict().tensors().keySet());
    names.removeAll(report.matched());
    return names;
  }
}
