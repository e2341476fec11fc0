package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.sdcom.SdcomConfig;
import io.kinespark.models.sdcom.SdcomStage;
import io.kinespark.models.sdcom.Tsnet;
import io.kinespark.verification.meta.MetaLearner;
import io.kinespark.verification.meta.MetaLearningSettings;
import io.kinespark.verification.reference.CaseJson;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.ReferenceCase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs cases of kind {@code tsnet+meta_mlp}: one iteration of the policy phase with the
 * meta-network. The case's {@code stale_gru.*} repeat it with a virtual step that leaves the gate's
 * GRU where it is.
 */
final class MetaLearningCaseRunner extends SdcomCaseRunner {
  private static final Pattern STREAM =
      Pattern.compile("(?:inner stream|meta|outer) '(?<name>[^']+)'");
  private static final Pattern META_LABEL =
      Pattern.compile("stream\\('(?<name>[^']+\\.meta)'\\) label (?<label>\\d+)");

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("tsnet+meta_mlp")
        && streams(reference).size() >= 2
        && META_LABEL.matcher(reference.what()).find();
  }

  /** The streams of the inner, the meta and the outer pass, as the case's words name them. */
  private static List<String> streams(ReferenceCase reference) {
    List<String> found =
        new ArrayList<>(CaseJson.texts(reference.json().path("noise").path("streams")));
    if (!found.isEmpty()) {
      return found;
    }
    Matcher names = STREAM.matcher(reference.what());
    while (names.find()) {
      found.add(names.group("name"));
    }
    return found;
  }

  @Override
  void compare(SdcomCase asked) {
    step(asked, "", name -> true);
    step(asked, "stale_gru.", name -> !name.startsWith("policy_net.gate.gru."));
  }

  private static void step(SdcomCase asked, String prefix, Predicate<String> moves) {
    SdcomConfig config = TsnetCases.config(asked.reference(), SdcomStage.POLICY);
    try (Tsnet network = TsnetCases.network(asked, SdcomStage.POLICY);
        MetaLearner learner =
            NativeWork.plain(
                () -> new MetaLearner(network, config, settings(asked), asked.space()))) {
      asked.fill(learner.meta());
      network.train(true);
      NativeWork.recording(() -> step(asked, prefix, learner, moves));
      NativeWork.plain(() -> compareNetwork(asked, prefix, network, learner));
    }
  }

  private static MetaLearningSettings settings(SdcomCase asked) {
    CaseNode model = asked.model();
    model.only("stage", SdcomStage.POLICY.toString());
    model.only("dropout", 0);
    model.only("dataset");
    model.passOver("momentum"); // of an optimizer that the case does not step
    return new MetaLearningSettings(
        model.path("lr").asDouble(),
        model.path("weight_decay").asDouble(),
        model.path("meta_lr").asDouble(),
        model.path("meta_wd").asDouble());
  }

  private static MetaLearner step(
      SdcomCase asked, String prefix, MetaLearner learner, Predicate<String> moves) {
    List<String> streams = streams(asked.reference());
    double unweighted = asked.model().path("alpha").asDouble();
    MetaLearner.Clips clips =
        new MetaLearner.Clips(
            asked.frames(asked.reference().input()),
            HostTransfer.labels(asked.reference().labels()),
            pass(streams.get(0)));
    learner.learn(clips, metaClips(asked, streams.get(1)), unweighted, moves);
    MetaLearner.Step step =
        learner.backward(clips.with(pass(streams.get(streams.size() > 2 ? 2 : 0))), unweighted);
    if (prefix.isEmpty()) {
      asked.compareLoss(step.outcome().loss());
    } else {
      asked.compare(prefix + "loss", step.outcome().loss());
    }
    asked.compare(prefix + "weight.ce", step.weights().select(1, 0));
    asked.compare(prefix + "weight.flops", step.weights().select(1, 1));
    return learner;
  }

  private static MetaLearner.Clips metaClips(SdcomCase asked, String stream) {
    Matcher label = META_LABEL.matcher(asked.reference().what());
    if (!label.find()) {
      throw new IllegalStateException("the case does not name the label of its meta clip");
    }
    long[] shape = asked.reference().inputShape();
    Tensor labels = HostTransfer.labels(new int[] {Integer.parseInt(label.group("label"))});
    return new MetaLearner.Clips(
        asked.frames(FillRule.input(label.group("name"), shape)), labels, pass(stream));
  }

  private static ForwardPass pass(String stream) {
    return ForwardPass.training(0).drawing(TsnetCases.noise(stream));
  }

  private static void compareNetwork(
      SdcomCase asked, String prefix, Tsnet network, MetaLearner learner) {
    asked.compareState(prefix + "meta_after", learner.meta());
    asked.compareGradients(prefix + "meta_grad", learner.meta());
    if (prefix.isEmpty()) {
      asked.compareStructure(network);
      asked.compareGradients("grad", network);
      asked.compareGradientNorms("grad_norm", network);
    }
  }
}
