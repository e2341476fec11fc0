package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.ModuleState;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.Tsnet;
import io.kinespark.verification.reference.CaseNode;
import org.bytedeco.pytorch.Tensor;

/**
 * Compares a trained network with a case: its entries, and its logits in evaluation mode, at every
 * width in the supernet stage and without noise in the policy stage.
 *
 * @param asked the case in one precision
 * @param config the architecture
 */
record TrainedNetwork(SdcomCase asked, SdcomConfig config) {
  /**
   * Compares one state.
   *
   * @param entries what comes before the slash in the names of the case's entries
   * @param outputs what comes before the names of its logits
   */
  void compare(String entries, String outputs, StateDict state) {
    try (Tsnet network = NativeWork.plain(() -> new Tsnet(asked.space(), config))) {
      network.state().forEach(named -> ModuleState.assign(named.entry(), state.get(named.name())));
      network.train(false);
      CaseNode params = asked.reference().json().path("params");
      asked
          .comparison()
          .exact("params", !params.isAbsent(), params.asLong(), network.parameterCount());
      asked.compareState(entries, network);
      if (config.stage() == SdcomStage.SUPERNET) {
        for (int width = 0; width < config.widths().count(); width++) {
          int current = width;
          NativeWork.plain(() -> atWidth(network, outputs, current));
        }
      } else {
        NativeWork.plain(() -> withoutNoise(network, outputs));
      }
    }
  }

  private void atWidth(Tsnet network, String outputs, int width) {
    Tensor frames = asked.frames(asked.reference().input());
    asked.compare(
        asked.at(outputs + "output", width),
        network.supernet(frames, width, ForwardPass.evaluation()));
  }

  private void withoutNoise(Tsnet network, String outputs) {
    Tensor frames = asked.frames(asked.reference().input());
    Tsnet.PolicyOutput output =
        network.policy(frames, ForwardPass.evaluation().drawing(TsnetCases.noNoise()));
    asked.compare(outputs + "output", output.logits());
    asked.compare(outputs + "pred", output.prediction());
    asked.compare(outputs + "policy_logit", output.decision().logits());
    asked.compare(outputs + "final_index", output.decision().choice().index());
  }
}
