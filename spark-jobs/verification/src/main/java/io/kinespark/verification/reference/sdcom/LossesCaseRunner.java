package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.sdcom.Losses;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.verification.reference.ReferenceCase;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Runs cases of kind {@code losses}: {@code a = 4 input}, {@code b = 4 input.b}, and rows of the
 * case's {@code multi_labels}, or without them of the classes {@code 2i} and {@code 5i + 3}, modulo
 * their number, in row i.
 */
final class LossesCaseRunner extends SdcomCaseRunner {
  private static final double SCALE = 4;

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("losses");
  }

  @Override
  void compare(SdcomCase asked) {
    long[] shape = asked.reference().inputShape();
    double smoothing = asked.model().path("smoothing").asDouble();
    one(
        asked,
        shape,
        "label_smoothing",
        logits ->
            Losses.crossEntropy(
                logits.get(0), asked.targets(Math.toIntExact(shape[1])), smoothing));
    one(
        asked,
        shape,
        "soft_multi_hot",
        logits -> Losses.crossEntropy(logits.get(0), multiHot(asked, shape), 0).mean());
    one(
        asked,
        shape,
        "soft_distill",
        logits -> Losses.softCrossEntropy(logits.get(0), torch.softmax(logits.get(1), 1).detach()));
    one(asked, shape, "cosine", logits -> Losses.cosine(logits.get(0), logits.get(1)));
  }

  /** One loss of a and b, with the gradients of its mean. */
  private static void one(
      SdcomCase asked, long[] shape, String name, Function<List<Tensor>, Tensor> rule) {
    NativeWork.recording(
        () -> {
          Tensor a = logits(asked, asked.reference().stream("a", ""), shape);
          Tensor b = logits(asked, asked.reference().stream("b", ".b"), shape);
          Tensor loss = rule.apply(List.of(a, b));
          loss.mean().backward();
          asked.compare(name, loss);
          asked.compare("grad." + name, a.grad());
          asked.compare("grad." + name + ".a", a.grad());
          if (b.grad().defined()) {
            asked.compare("grad." + name + ".b", b.grad());
          }
          return loss;
        });
  }

  private static Tensor logits(SdcomCase asked, String stream, long[] shape) {
    return asked.stream(stream, shape).mul(new Scalar(SCALE)).detach().requires_grad_(true);
  }

  private static Tensor multiHot(SdcomCase asked, long[] shape) {
    int classes = Math.toIntExact(shape[1]);
    if (asked.reference().json().has("multi_labels")) {
      ClassTargets stated = asked.reference().multiHot("multi_labels");
      asked.reference().require(stated.clips() == shape[0], "multi_labels", "a list a row");
      return stated.tensor(asked.space(), classes);
    }
    float[] targets = new float[Math.toIntExact(shape[0]) * classes];
    for (int row = 0; row < shape[0]; row++) {
      targets[row * classes + 2 * row % classes] = 1;
      targets[row * classes + (5 * row + 3) % classes] = 1;
    }
    return asked.space().convert(HostTransfer.fromHost(HostTensor.ofFloats(targets, shape)));
  }
}
