package io.kinespark.verification.meta;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.TrainingObjective;
import io.kinespark.models.sdcom.PolicyTerms;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.Tsnet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The policy stage with a meta-network that weighs the losses of every frame. With {@code v_n =
 * (CE_final + CE_static, sum_k y_hard[n,k] w_k^2)} and the share alpha that is not weighed,
 *
 * <pre>
 * 1  L(u) = mean_n sum_j (alpha + (1 - alpha) u[n,j]) v[n,j] + 1 + mean_n cos,   u = meta(v)
 * 2  theta' = theta - rate (dL/dtheta + decay theta)      policy_net and final_classifier
 * 3  L_meta = mean v_1 + mean v_2 + 1 + mean cos          other clips, with theta'
 *    the meta-network takes an Adam step against dL_meta, through theta'
 * 4  L(u) with theta and the new meta-network is what the network learns from
 * </pre>
 *
 * Steps 1 and 3 leave no trace in the running statistics, as the original's virtual copy does not.
 */
public final class MetaLearner implements AutoCloseable {
  private static final int LOSSES = 2;
  private static final int HIDDEN = 100;

  private final Tsnet network;
  private final SdcomConfig config;
  private final MetaLearningSettings settings;
  private final MetaNetwork meta;
  private final AdamStep adam;
  private final List<Named<Parameter>> learning;

  /** A learner of a network in the policy stage, its meta-network's parameters still zero. */
  public MetaLearner(
      Tsnet network, SdcomConfig config, MetaLearningSettings settings, TensorSpace space) {
    this.network = network;
    this.config = config;
    this.settings = settings;
    this.meta = new MetaNetwork(space, LOSSES, HIDDEN);
    this.adam = new AdamStep(meta, settings.rate(), settings.decay());
    this.learning =
        network.state(Parameter.class).stream().filter(named -> !named.entry().frozen()).toList();
  }

  /** The network that weighs the losses. */
  public MetaNetwork meta() {
    return meta;
  }

  /**
   * Labelled clips and the random choices of a pass over them.
   *
   * @param frames {@code [B*T, 3, H, W]}
   * @param targets {@code [B]} class indices, or {@code [B, C]} weights
   * @param pass decides dropout and the gate's noise
   */
  public record Clips(Tensor frames, Tensor targets, ForwardPass pass) {
    /** The same clips with other random choices. */
    public Clips with(ForwardPass newPass) {
      return new Clips(frames, targets, newPass);
    }
  }

  /**
   * What a step gave the network.
   *
   * @param outcome loss and prediction
   * @param weights u of both losses of every frame, {@code [N, 2]}
   */
  public record Step(TrainingObjective.Outcome outcome, Tensor weights) {}

  /** Steps 1 to 3: the meta-network learns. */
  public void learn(Clips virtual, Clips other, double unweighted) {
    learn(virtual, other, unweighted, name -> true);
  }

  /**
   * The same with a virtual step of some parameters only.
   *
   * @param virtual the training clips of step 1
   * @param other the clips of step 3
   * @param unweighted alpha
   * @param moves whether the virtual step moves the parameter of that name
   */
  @SuppressWarnings("try") // the guard acts when it is closed
  public void learn(Clips virtual, Clips other, double unweighted, Predicate<String> moves) {
    try (StatisticsGuard statistics = new StatisticsGuard(network)) {
      NativeWork.recording(() -> adapt(virtual, other, unweighted, moves));
    }
  }

  private MetaNetwork adapt(
      Clips virtual, Clips other, double unweighted, Predicate<String> moves) {
    PolicyTerms terms = terms(virtual);
    Tensor weights = meta.forward(losses(terms).detach(), virtual.pass());
    List<Tensor> gradients = gradients(weighted(terms, weights, unweighted), learning, true);
    try {
      for (int i = 0; i < gradients.size(); i++) {
        Parameter parameter = learning.get(i).entry();
        if (gradients.get(i).defined() && moves.test(learning.get(i).name())) {
          Tensor theta = parameter.tensor();
          Tensor change = gradients.get(i).add(theta, new Scalar(settings.virtualDecay()));
          parameter.substitute(theta.sub(change, new Scalar(settings.virtualRate())));
        }
      }
      PolicyTerms judged = terms(other);
      Tensor loss = judged.error().mean().add(judged.widthCost().mean()).add(judged.similarity());
      List<Named<Parameter>> weighing = meta.state(Parameter.class);
      List<Tensor> metaGradients = gradients(loss, weighing, false);
      for (int i = 0; i < weighing.size(); i++) {
        weighing.get(i).entry().assignGradient(metaGradients.get(i));
      }
      adam.apply();
    } finally {
      learning.forEach(named -> named.entry().restore());
    }
    return meta;
  }

  /** Step 4: forward and backward of the network with the meta-network as it is. */
  public Step backward(Clips clips, double unweighted) {
    Tsnet.PolicyOutput output = network.policy(clips.frames(), clips.pass());
    PolicyTerms terms = PolicyTerms.of(output, clips.targets(), config);
    Tensor weights = meta.forward(losses(terms).detach(), clips.pass()).detach();
    Tensor loss = weighted(terms, weights, unweighted);
    loss.backward();
    return new Step(new TrainingObjective.Outcome(loss, output.prediction()), weights);
  }

  private PolicyTerms terms(Clips clips) {
    return PolicyTerms.of(network.policy(clips.frames(), clips.pass()), clips.targets(), config);
  }

  /** v {@code [N, 2]}. */
  private static Tensor losses(PolicyTerms terms) {
    return torch.stack(new TensorVector(terms.error(), terms.widthCost()), 1);
  }

  private static Tensor weighted(PolicyTerms terms, Tensor weights, double unweighted) {
    Tensor shares = weights.mul(new Scalar(1 - unweighted)).add(new Scalar(unweighted));
    return losses(terms).mul(shares).sum(1).mean().add(terms.similarity());
  }

  private static List<Tensor> gradients(
      Tensor loss, List<Named<Parameter>> parameters, boolean recorded) {
    TensorVector inputs = new TensorVector();
    parameters.forEach(named -> inputs.push_back(named.entry().tensor()));
    TensorVector found =
        torch.grad(
            new TensorVector(loss),
            inputs,
            new TensorVector(),
            new BoolOptional(recorded),
            recorded,
            true);
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      gradients.add(found.get(i));
    }
    return gradients;
  }

  /** Frees the meta-network and its optimizer's state. */
  @Override
  public void close() {
    adam.close();
    meta.close();
  }
}
