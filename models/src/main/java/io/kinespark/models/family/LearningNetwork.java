package io.kinespark.models.family;

import io.kinespark.models.nn.ClipClassifier;
import io.kinespark.models.nn.CrossEntropy;
import io.kinespark.models.nn.TrainingObjective;
import java.util.function.Supplier;

/**
 * The modules of a network and how they learn.
 *
 * @param network whose parameters are still zero
 * @param objective makes what the network learns by; asked once at most
 */
public record LearningNetwork(ClipClassifier network, Supplier<TrainingObjective> objective) {
  /**
   * A network that learns by the cross-entropy of its logits.
   *
   * @param labelSmoothing share of the target that is spread over all classes, in [0, 1)
   */
  public static LearningNetwork byCrossEntropy(ClipClassifier network, double labelSmoothing) {
    return new LearningNetwork(network, () -> new CrossEntropy(network, labelSmoothing));
  }
}
