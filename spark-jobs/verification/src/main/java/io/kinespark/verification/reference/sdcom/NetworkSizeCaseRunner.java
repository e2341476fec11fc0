package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.complexity.ModuleComplexity;
import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.ModuleState;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.sdcom.PrimaryKind;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.Tsnet;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.ReferenceCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs cases that ask for the entries of a state dict, or for multiply-accumulates of one frame by
 * part and width, and hold no other answers.
 */
final class NetworkSizeCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return TsnetCases.describesTsnet(reference)
        && !reference.trains()
        && reference.json().path("input").path("name").asText("none").equals("none");
  }

  @Override
  void compare(SdcomCase asked) {
    if (asked.reference().json().has("state_dict_names")) {
      compareEntries(asked);
    }
    if (asked.reference().json().path("macs").has("backbone_per_frame")) {
      compareOperations(asked);
    }
  }

  /** The stated entries are the whole dictionary, or all but those of both slimmable parts. */
  private static void compareEntries(SdcomCase asked) {
    CaseNode json = asked.reference().json();
    List<String> stated = new ArrayList<>();
    json.path("state_dict_names")
        .forEach(
            entry ->
                stated.add(
                    entry.path(0).asText() + Arrays.toString(ReferenceCase.longs(entry.path(1)))));
    boolean whole = stated.stream().anyMatch(entry -> entry.startsWith("backbone."));
    try (Tsnet network = unfilled(asked, TsnetCases.config(asked.reference(), SdcomStage.POLICY))) {
      StateDict state = ModuleState.copy(network);
      List<String> actual =
          state.tensors().entrySet().stream()
              .map(entry -> entry.getKey() + Arrays.toString(entry.getValue().shape()))
              .filter(
                  entry ->
                      whole || !(entry.startsWith("backbone.") || entry.startsWith("classifier.")))
              .toList();
      asked.comparison().exact("state_dict_names", true, stated, actual);
      asked
          .comparison()
          .exact(
              "params", json.has("params"), json.path("params").asLong(), network.parameterCount());
    }
  }

  private static Tsnet unfilled(SdcomCase asked, SdcomConfig config) {
    return NativeWork.plain(() -> new Tsnet(asked.space(), config));
  }

  private static void compareOperations(SdcomCase asked) {
    SdcomConfig config = TsnetCases.config(asked.reference(), SdcomStage.INFERENCE);
    for (PrimaryKind kind : PrimaryKind.values()) {
      CaseNode stated = asked.reference().json().path("macs").path(kind.toString());
      if (stated.isObject()) {
        try (Tsnet network = unfilled(asked, config.withNetworks(config.backbone(), kind))) {
          network.train(false);
          NativeWork.plain(() -> compareParts(asked, network, stated));
        }
      }
    }
    try (Tsnet network = unfilled(asked, config.withNumSegments(1))) {
      network.train(false);
      NativeWork.plain(() -> compareWidths(asked, network));
    }
  }

  private static HostTensor clip(SdcomCase asked, long frames) {
    long[] frame = ReferenceCase.longs(asked.reference().json().path("input").path("shape"));
    int values = Math.toIntExact(frames * frame[1] * frame[2] * frame[3]);
    return HostTensor.ofFloats(new float[values], 1, frames, frame[1], frame[2], frame[3]);
  }

  private static void compareParts(SdcomCase asked, Tsnet network, CaseNode stated) {
    OperationCounter counter = new OperationCounter();
    long frames = asked.setting("num_segment");
    network.staticInference(
        asked.frames(clip(asked, frames)), ForwardPass.evaluation().observedBy(counter));
    part(asked, stated, "feat_net", sum(counter, "policy_net.feat_net.") / frames);
    long gru = sum(counter, "policy_net.gate.gru");
    part(asked, stated, "gru_per_frame", gru / frames);
    part(asked, stated, "gate_without_gru", (sum(counter, "policy_net.gate.") - gru) / frames);
    part(asked, stated, "final_mlp", sum(counter, "final_classifier.mlp.") / frames);
    part(asked, stated, "final_heads_all" + frames, sum(counter, "final_classifier.classifiers."));
  }

  private static void part(SdcomCase asked, CaseNode stated, String name, long actual) {
    asked.comparison().exact("macs " + name, stated.has(name), stated.path(name).asLong(), actual);
  }

  private static void compareWidths(SdcomCase asked, Tsnet network) {
    int widths = asked.widths().count();
    double[] all = new double[widths];
    for (int width = 0; width < widths; width++) {
      OperationCounter counter = new OperationCounter();
      network.supernet(
          asked.frames(clip(asked, 1)), width, ForwardPass.evaluation().observedBy(counter));
      CaseNode macs = asked.reference().json().path("macs");
      long backbone = sum(counter, "backbone.");
      all[width] = backbone;
      part(asked, macs, asked.at("classifier", width), sum(counter, "classifier"));
      part(
          asked,
          macs.path("backbone_per_frame"),
          TsnetCases.width(asked.widths().ratio(width)),
          backbone);
    }
    asked.comparison().tensor("backbone_macs", HostTensor.ofDoubles(all, widths));
  }

  private static long sum(OperationCounter counter, String prefix) {
    return counter.layers().stream()
        .filter(layer -> layer.name().startsWith(prefix))
        .mapToLong(ModuleComplexity::multiplyAccumulates)
        .sum();
  }
}
