package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.NetworkSpec;
import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.training.ClassTargets;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.SgdRule;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.training.LocalTraining;
import java.util.List;

/**
 * A case that is several steps of the optimizer on one batch: losses of every step, the trained
 * network's entries and logits, and those of its running average.
 */
public final class SdcomTrajectory {
  private final ReferenceCase reference;
  private final SdcomConfig config;
  private final TensorComparison comparison;

  /** The trajectory of a case that {@link #isIn}. */
  public SdcomTrajectory(ReferenceCase reference, TensorComparison comparison) {
    this.reference = reference;
    this.config = TsnetCases.config(reference);
    this.comparison = comparison;
  }

  /** Whether the case is such a trajectory. */
  public static boolean isIn(ReferenceCase reference) {
    return TsnetCases.describesTsnet(reference)
        && reference.trains()
        && TsnetCases.isTrajectory(reference)
        && (TsnetCases.isOf(reference, SdcomStage.SUPERNET)
            || TsnetCases.isOf(reference, SdcomStage.POLICY));
  }

  /** Whether it is one whose steps draw nothing, so that any engine can follow it. */
  public static boolean drawsNothing(ReferenceCase reference) {
    return isIn(reference) && TsnetCases.isOf(reference, SdcomStage.SUPERNET);
  }

  private CaseNode optimizer() {
    return reference.json().path("optimizer");
  }

  /** How the optimizer moves. */
  public SgdRule rule() {
    optimizer().only("name", "sgd");
    return CaseJson.sgd(optimizer(), optimizer().path("grad_clip").asDouble());
  }

  /** The learning rate of each step. */
  public List<Double> learningRates() {
    return CaseJson.learningRates(optimizer(), steps());
  }

  /** What the steps learn from. */
  public ClassTargets targets() {
    return TsnetCases.targets(reference);
  }

  /** How many steps there are. */
  public int steps() {
    return optimizer().path("steps").asInt();
  }

  /** A network with the case's weights, before the first step. */
  public TrainableNetwork network(Precision precision) {
    TrainableNetwork network =
        TrainableNetwork.create(NetworkSpec.of(config).withPrecision(precision));
    network.loadStateDict(FillRule.fill(network.stateDict()), LoadPolicy.strict());
    return network;
  }

  /** Follows it in this process and compares its losses and choices, and what comes of it. */
  public void follow(Precision precision) {
    compareTrained(precision, losses(precision));
  }

  /** Follows it in this process and compares its losses and choices. */
  public void compareLosses(Precision precision) {
    losses(precision);
  }

  /** A network's state dict after the last step, and its running average's or again its own. */
  private record Trained(StateDict network, StateDict average) {
    static Trained of(TrainableNetwork network) {
      StateDict own = network.stateDict();
      return new Trained(own, network.averagedStateDict().orElse(own));
    }
  }

  private Trained losses(Precision precision) {
    TrainingJournal journal = new TrainingJournal();
    try (TrainableNetwork network = network(precision)) {
      train(network, journal);
      journal.compare(asked(precision), config);
      return Trained.of(network);
    }
  }

  private SdcomCase asked(Precision precision) {
    return new SdcomCase(reference, comparison, new TensorSpace(precision, "cpu"));
  }

  private void train(TrainableNetwork network, TrainingJournal journal) {
    List<Double> rates = learningRates();
    List<String> noise = CaseJson.texts(reference.json().path("noise").path("streams"));
    long[] shape = reference.inputShape();
    asked(network.spec().precision()).requireNoise(shape[0] * shape[1]);
    reference.require(
        noise.size() == (drawsNothing(reference) ? 0 : steps()), "noise.streams", "one a step");
    try (LocalTraining training = new LocalTraining(List.of(network), rule())) {
      for (int step = 0; step < rates.size(); step++) {
        String stream = noise.isEmpty() ? "" : noise.get(step);
        ForwardPass pass =
            ForwardPass.training(step).observedBy(journal).drawing(TsnetCases.noise(stream));
        LocalTraining.Step done =
            training.step(reference.input(), targets(), rates.get(step), pass);
        journal.loss(done.traces().get(0).result().loss());
      }
    }
  }

  /** Compares a network that took all steps: entries and logits, and those of its average. */
  public void compareTrained(TrainableNetwork network) {
    compareTrained(network.spec().precision(), Trained.of(network));
  }

  private void compareTrained(Precision precision, Trained trained) {
    TrainedNetwork result = new TrainedNetwork(asked(precision), config);
    result.compare("final", "", trained.network());
    result.compare("ema", "ema_", trained.average());
  }
}
