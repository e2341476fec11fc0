package io.kinespark.models.sdcom;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * The static network and the gate that chooses a width for every frame ({@code PolicyNet}, {@code
 * lib/arch/policy_net.py}). Children {@code feat_net} and {@code gate}.
 */
public final class PolicyNetwork extends NetworkModule {
  private final SdcomConfig config;
  private final GumbelSoftmax softmax;
  private final StaticNetwork network;
  private final Gate gate;

  /**
   * What the static network sees in frames and how wide the dynamic one is to be.
   *
   * @param features F_s {@code [N, D]}
   * @param logits {@code [N, C]}
   * @param choice of a width for every frame
   */
  public record Decision(Tensor features, Tensor logits, GumbelSoftmax.Choice choice) {}

  PolicyNetwork(TensorSpace space, SdcomConfig config) {
    this.config = config;
    this.softmax = new GumbelSoftmax(space, config.temperature());
    this.network =
        child(
            "feat_net",
            config.staticNetwork() == PrimaryKind.MOBILENETV2
                ? new MobileNetV2(space, config.numClasses(), config.dropout(), 1)
                : new StaticResNet50(space, config.numClasses(), config.dropout()));
    int side = config.staticNetwork().mapSide();
    this.gate =
        child(
            "gate",
            new Gate(
                space,
                network.features(),
                (long) side * side,
                Gate.HIDDEN,
                config.widths().count()));
  }

  /** D, static features of a frame. */
  int features() {
    return network.features();
  }

  /**
   * The decision for frames {@code [N, 3, H, W]}, T consecutive rows to a clip. Widths are drawn in
   * training mode, and where the configuration asks for it also in evaluation mode.
   */
  public Decision forward(Tensor frames, ForwardPass pass) {
    Tensor maps = network.maps(frames, pass);
    Tensor features = maps.mean(2, 3);
    Tensor logits = network.logits(features, pass);
    Tensor scores = gate.forward(maps, config.numSegments(), pass);
    GumbelSoftmax.Choice choice = softmax.choose(scores, draws(scores, pass));
    pass.observer().value(gate, "", scores);
    pass.observer().value(this, "y_soft", choice.soft());
    pass.observer().value(this, "y_hard", choice.hard());
    pass.observer().value(this, "index", choice.index());
    return new Decision(features, logits, choice);
  }

  private float[] draws(Tensor scores, ForwardPass pass) {
    int count = Math.toIntExact(scores.numel());
    if (training() || config.evaluationNoise()) {
      return pass.draws().exponentials(path(), count);
    }
    float[] none = new float[count];
    Arrays.fill(none, 1);
    return none;
  }
}
