package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.Tsnet;
import io.kinespark.verification.reference.ReferenceCase;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of the supernet stage in evaluation mode: the clips' logits at every width. */
final class SupernetEvaluationCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return TsnetCases.describesTsnet(reference)
        && TsnetCases.isOf(reference, SdcomStage.SUPERNET)
        && !reference.trains();
  }

  @Override
  void compare(SdcomCase asked) {
    try (Tsnet network = TsnetCases.network(asked, SdcomStage.SUPERNET)) {
      asked.compareStructure(network);
      network.train(false);
      for (int width = 0; width < asked.widths().count(); width++) {
        int current = width;
        NativeWork.plain(() -> atWidth(asked, network, current));
      }
    }
  }

  private static void atWidth(SdcomCase asked, Tsnet network, int width) {
    OperationCounter counter = new OperationCounter();
    ForwardObserver stages =
        new ForwardObserver() {
          @Override
          public void value(NetworkModule module, String part, Tensor value) {
            String layer = part.isEmpty() ? module.path().replace("backbone.", "") : part;
            if (value.dim() == 4) {
              asked.compare(asked.at("stage." + layer, width), value.mean(2, 3));
            }
          }
        };
    ForwardPass pass = ForwardPass.evaluation().observedBy(ForwardObserver.both(stages, counter));
    Tensor frames = asked.frames(asked.reference().input());
    asked.compare(asked.at("output", width), network.supernet(frames, width, pass));
    asked.compareOperations(asked.at("macs", width), counter);
  }
}
