package io.kinespark.models.sdcom;

import io.kinespark.models.nn.Dropout;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Linear;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;

/**
 * The static (primary) network, which sees every frame ({@code lib/arch/policy_net.py}): its
 * feature maps steer the gate, their spatial mean is the frame's static feature, and a linear
 * classifier {@code classifier.1} gives the frame's static logits.
 */
public abstract class StaticNetwork extends NetworkModule {
  /** The feature maps {@code [N, D, h, w]} of {@code frames [N, 3, H, W]}. */
  public abstract Tensor maps(Tensor frames, ForwardPass pass);

  /** D, channels of the feature maps. */
  public abstract int features();

  /** The logits {@code [N, C]} of features {@code [N, D]}. */
  public abstract Tensor logits(Tensor features, ForwardPass pass);

  /** Dropout and a linear layer {@code 1}. */
  static final class Classifier extends NetworkModule {
    private final Dropout dropout;
    private final Linear linear;

    Classifier(TensorSpace space, long features, long classes, double dropout) {
      this.dropout = child("0", new Dropout(space, dropout));
      this.linear = child("1", Linear.biased(space, features, classes));
    }

    Tensor forward(Tensor features, ForwardPass pass) {
      return linear.forward(dropout.forward(features, pass), pass);
    }
  }
}
