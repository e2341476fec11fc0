package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.sdcom.MobileNetV2;
import io.kinespark.verification.reference.ReferenceCase;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of kind {@code mobilenet_v2} in evaluation mode: the static network alone. */
final class MobileNetCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("mobilenet_v2") && !reference.trains();
  }

  @Override
  void compare(SdcomCase asked) {
    MobileNetV2 network =
        NativeWork.plain(
            () ->
                new MobileNetV2(
                    asked.space(),
                    asked.setting("num_classes"),
                    0,
                    asked.model().path("width_mult").asDouble(1)));
    try (network) {
      asked.fill(network);
      asked.compareStructure(network);
      network.train(false);
      NativeWork.plain(() -> forward(asked, network));
    }
  }

  private static void forward(SdcomCase asked, MobileNetV2 network) {
    OperationCounter counter = new OperationCounter();
    ForwardObserver stages =
        new ForwardObserver() {
          @Override
          public void value(NetworkModule module, String part, Tensor value) {
            asked.compare("stage." + module.path() + "." + part, value);
          }
        };
    ForwardPass pass = ForwardPass.evaluation().observedBy(ForwardObserver.both(stages, counter));
    Tensor maps = network.maps(asked.input(), pass);
    Tensor features = maps.mean(2, 3);
    asked.compare("output", maps);
    asked.compare("feat", features);
    asked.compare("logits", network.logits(features, pass));
    asked
        .comparison()
        .exact(
            "macs",
            asked.reference().json().has("macs"),
            asked.reference().json().path("macs").asLong(),
            counter.multiplyAccumulates());
  }
}
