package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.sdcom.PoolingClassifier;
import io.kinespark.verification.reference.ReferenceCase;
import org.bytedeco.pytorch.Tensor;

/** Runs cases of kind {@code pooling_classifier} without dropout. */
final class PoolingClassifierCaseRunner extends SdcomCaseRunner {
  private static final int HIDDEN = 4096;

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("pooling_classifier");
  }

  @Override
  void compare(SdcomCase asked) {
    asked.model().only("dropout", 0);
    asked.model().only("hidden", HIDDEN);
    PoolingClassifier classifier =
        NativeWork.plain(
            () ->
                new PoolingClassifier(
                    asked.space(),
                    asked.setting("input_dim"),
                    asked.setting("num_segments"),
                    asked.setting("num_classes"),
                    0));
    try (classifier) {
      asked.fill(classifier);
      asked.compareStructure(classifier);
      NativeWork.plain(() -> compareOutput(asked, classifier, features(asked), "eval"));
      NativeWork.recording(() -> train(asked, classifier));
    }
  }

  private static Tensor features(SdcomCase asked) {
    return asked.input().view(-1, asked.setting("input_dim"));
  }

  private static Tensor compareOutput(
      SdcomCase asked, PoolingClassifier classifier, Tensor features, String mode) {
    classifier.train(mode.equals("train"));
    Tensor logits = classifier.forward(features, ForwardPass.evaluation());
    asked.compare("output." + mode, logits);
    asked.compare("last." + mode, classifier.last(logits));
    return logits;
  }

  private static PoolingClassifier train(SdcomCase asked, PoolingClassifier classifier) {
    Tensor features = features(asked).requires_grad_(true);
    Tensor loss = asked.loss(compareOutput(asked, classifier, features, "train"));
    loss.backward();
    asked.compareLoss(loss);
    asked.compare("grad_input", features.grad());
    asked.compareGradients("grad", classifier);
    asked.compareGradientNorms("grad_norm", classifier);
    asked.compareState("after", classifier);
    return classifier;
  }
}
