package io.kinespark.models.reference.sdcom;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinespark.models.NetworkSpec;
import io.kinespark.models.SdcomConfig;
import io.kinespark.models.SdcomStage;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.reference.FillRule;
import io.kinespark.models.reference.ReferenceCase;
import io.kinespark.models.training.LoadPolicy;
import io.kinespark.models.training.LocalTraining;
import io.kinespark.models.training.SgdRule;
import io.kinespark.models.training.TrainableNetwork;
import java.util.List;

/**
 * Runs cases that are several steps of the optimizer on one batch: losses of every step, the
 * trained network's entries and logits, and those of its running average.
 */
final class TrajectoryCaseRunner extends SdcomCaseRunner {
  @Override
  public boolean supports(ReferenceCase reference) {
    return TsnetCases.describesTsnet(reference)
        && reference.trains()
        && TsnetCases.isTrajectory(reference)
        && reference.json().path("optimizer").path("name").asText().equals("sgd")
        && (TsnetCases.isOf(reference, SdcomStage.SUPERNET)
            || TsnetCases.isOf(reference, SdcomStage.POLICY));
  }

  @Override
  void compare(SdcomCase asked) {
    SdcomConfig config = TsnetCases.config(asked.reference());
    TrainingJournal journal = new TrainingJournal();
    StateDict trained;
    StateDict averaged;
    try (TrainableNetwork network =
        TrainableNetwork.create(NetworkSpec.of(config).withPrecision(asked.space().precision()))) {
      network.loadStateDict(FillRule.fill(network.stateDict()), LoadPolicy.strict());
      train(asked, network, journal);
      trained = network.stateDict();
      averaged = network.averagedStateDict().orElse(trained);
    }
    journal.compare(asked, config);
    TrainedNetwork result = new TrainedNetwork(asked, config);
    result.compare("final", "", trained);
    result.compare("ema", "ema_", averaged);
  }

  private static void train(SdcomCase asked, TrainableNetwork network, TrainingJournal journal) {
    JsonNode optimizer = asked.reference().json().path("optimizer");
    SgdRule rule =
        new SgdRule(
            optimizer.path("momentum").asDouble(),
            optimizer.path("dampening").asDouble(),
            optimizer.path("nesterov").asBoolean(),
            optimizer.path("weight_decay").asDouble(),
            optimizer.path("grad_clip").asDouble());
    try (LocalTraining training = new LocalTraining(List.of(network), rule)) {
      for (int step = 0; step < optimizer.path("steps").asInt(); step++) {
        String stream = asked.reference().json().path("noise").path("streams").path(step).asText();
        ForwardPass pass =
            ForwardPass.training(step).observedBy(journal).drawing(TsnetCases.noise(stream));
        LocalTraining.Step done =
            training.step(
                asked.reference().input(),
                asked.reference().labels(),
                optimizer.path("lr").asDouble(),
                pass);
        journal.loss(done.traces().get(0).result().loss());
      }
    }
  }
}
