package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.AverageClips;
import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.KernelInflation;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.dsanet.DsaConfig;
import io.kinespark.models.dsanet.DsanetBackboneConfig;
import io.kinespark.models.dsanet.DsanetConfig;
import io.kinespark.models.dsanet.SnippetHeadConfig;
import io.kinespark.models.dsanet.SnippetResNet;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.ModuleState;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.StateEntry;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.VolumeLayout;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.TensorComparison.NormMeasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs cases of kind {@code ResNet_I3D}: a backbone alone whose weights are those of a 2-D network,
 * inflated.
 */
final class InflationCaseRunner implements CaseRunner {
  private static final int TIME_AXIS = 2;
  private static final String SAMPLE = "sample/";

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("ResNet_I3D")
        && !reference.trains()
        && reference.json().has("source_state_dict_names");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference, NormMeasure.LARGEST);
    int frames = Math.toIntExact(reference.inputShape()[TIME_AXIS]);
    for (Precision precision : CasePrecisions.precisions(reference)) {
      TensorSpace space = new TensorSpace(precision, "cpu");
      try (SnippetResNet backbone =
          NativeWork.plain(() -> new SnippetResNet(space, network(reference, frames)))) {
        load(backbone, source(reference));
        comparison.exact(
            "params",
            reference.json().has("params"),
            reference.json().path("params").asLong(),
            backbone.parameterCount());
        compareOrder(ModuleState.copy(backbone), reference, comparison);
        compareState(ModuleState.copy(backbone), reference, comparison);
        comparison.tensor("output", output(backbone, space, reference.input()));
      }
    }
    return comparison.result();
  }

  private static DsanetConfig network(ReferenceCase reference, int frames) {
    DsanetBackboneConfig backbone = BackboneCases.config(reference.model().path("backbone"));
    return new DsanetConfig(
        backbone,
        DsaConfig.none(),
        SnippetHeadConfig.published(),
        1,
        1,
        frames,
        AverageClips.SCORE);
  }

  private static StateDict source(ReferenceCase reference) {
    Map<String, HostTensor> source = new HashMap<>();
    for (CaseNode entry : reference.json().path("source_state_dict_names")) {
      String name = entry.path(0).asText();
      source.put(name, FillRule.value(name, ReferenceCase.longs(entry.path(1))));
    }
    return StateDict.of(source);
  }

  private static void load(SnippetResNet backbone, StateDict source) {
    for (Named<StateEntry> named : backbone.state()) {
      HostTensor value = source.get(named.name());
      long[] shape = named.entry().shape();
      ModuleState.assign(
          named.entry(),
          KernelInflation.isPossible(value.shape(), shape)
              ? KernelInflation.inflate(value, shape)
              : value);
    }
  }

  /** The case lists the entries that hold numbers, not the counters. */
  private static void compareOrder(
      StateDict state, ReferenceCase reference, TensorComparison comparison) {
    List<String> listed = new ArrayList<>();
    reference.json().path("tensors_order").forEach(name -> listed.add(name.asText()));
    List<String> own =
        state.tensors().keySet().stream()
            .filter(name -> !name.endsWith(".num_batches_tracked"))
            .toList();
    comparison.exact("tensors_order", !listed.isEmpty(), listed, own);
  }

  private static void compareState(
      StateDict state, ReferenceCase reference, TensorComparison comparison) {
    StateNorms numbers = new StateNorms(reference, comparison);
    numbers.compare("tensor_norm", "tensors_order", state);
    numbers.compare(
        "tensor_sum", "tensors_order", state, tensor -> Arrays.stream(tensor.toDoubles()).sum());
    for (String name : reference.tensors().tensors().keySet()) {
      if (name.startsWith(SAMPLE)) {
        int count = reference.tensors().get(name).elementCount();
        double[] values = state.get(name.substring(SAMPLE.length())).toDoubles();
        comparison.tensor(name, HostTensor.ofDoubles(Arrays.copyOf(values, count), count));
      }
    }
  }

  /** The maps of {@code input [N, 3, T, H, W]}. */
  private static HostTensor output(SnippetResNet backbone, TensorSpace space, HostTensor input) {
    return NativeWork.plain(
        () -> {
          backbone.train(false);
          Tensor clips = VolumeLayout.frames(space.convert(HostTransfer.fromHost(input)));
          return HostTransfer.toHost(backbone.forward(clips, ForwardPass.evaluation()));
        });
  }
}
