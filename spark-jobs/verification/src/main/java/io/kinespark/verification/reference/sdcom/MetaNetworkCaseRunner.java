package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.verification.meta.MetaNetwork;
import io.kinespark.verification.reference.ReferenceCase;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of kind {@code meta_mlp}: the network that weighs losses, on {@code 4 |input|}. */
final class MetaNetworkCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("meta_mlp");
  }

  @Override
  void compare(SdcomCase asked) {
    MetaNetwork network =
        NativeWork.plain(
            () ->
                new MetaNetwork(
                    asked.space(), asked.setting("in_planes"), asked.setting("hidden")));
    try (network) {
      asked.fill(network);
      asked.compareStructure(network);
      NativeWork.recording(() -> train(asked, network));
    }
  }

  private static MetaNetwork train(SdcomCase asked, MetaNetwork network) {
    Tensor losses = asked.input().abs().mul(new Scalar(4.0));
    Tensor output = network.forward(losses, ForwardPass.training(0));
    Tensor loss = asked.loss(output);
    loss.backward();
    asked.compare("output", output);
    asked.compareLoss(loss);
    asked.compareGradients("grad", network);
    asked.compareGradientNorms("grad_norm", network);
    return network;
  }
}
