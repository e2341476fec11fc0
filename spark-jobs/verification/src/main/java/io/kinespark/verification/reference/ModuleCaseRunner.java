package io.kinespark.verification.reference;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.nn.CrossEntropy;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.ModuleState;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.StateEntry;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.training.ClassTargets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;

/**
 * Runs cases of one module alone. The loss is the cross-entropy of the output where the case has
 * labels, and otherwise what its {@code loss_rule} begins with: the mean or the sum of the output
 * times a factor, {@code mean(output * probe)} if it has none. The factor is the stream of the
 * case's {@code cotangent}, else the one that the rule names.
 *
 * @param <M> the module
 */
public abstract class ModuleCaseRunner<M extends NetworkModule> implements CaseRunner {
  private static final String DEFAULT_LOSS = "mean(output * probe)";
  private static final Pattern LOSS_RULE =
      Pattern.compile("(?<reduction>mean|sum)\\(output \\* (?<stream>\\w+)\\)");

  private static final Pattern NAMED_STREAM =
      Pattern.compile("(?:stream(?: named)? |, )['\"](?<stream>[^'\"]+)['\"]");

  /** The module that the case describes. */
  protected abstract M build(TensorSpace space, ReferenceCase reference);

  /** The module's output for the case's input. */
  protected abstract Tensor forward(
      M module, Tensor input, ReferenceCase reference, ForwardPass pass);

  /** Paths of the modules whose parts the case calls by their own names. */
  protected abstract List<String> stageParents();

  /** How the norms of several parameters are measured. */
  protected TensorComparison.NormMeasure norms(ReferenceCase reference) {
    return TensorComparison.NormMeasure.statedBy(reference);
  }

  /** What is to be compared of the operations that were counted. */
  protected void compareOperations(
      OperationCounter counter, ReferenceCase reference, TensorComparison comparison) {}

  /** What is still to be compared once the output is known. */
  protected void compareOutput(
      HostTensor output, ReferenceCase reference, TensorComparison comparison) {}

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference, norms(reference));
    for (Precision precision : CasePrecisions.precisions(reference)) {
      TensorSpace space = new TensorSpace(precision, "cpu");
      try (M module = NativeWork.plain(() -> build(space, reference))) {
        NativeWork.recording(() -> compare(module, space, reference, comparison));
      }
    }
    return comparison.result();
  }

  private TensorComparison compare(
      M module, TensorSpace space, ReferenceCase reference, TensorComparison comparison) {
    String answers = CasePrecisions.prefix(reference, space.precision());
    String prefix = reference.model().path("name_prefix").asText();
    for (Named<StateEntry> named : module.state()) {
      ModuleState.assign(
          named.entry(), FillRule.value(prefix + named.name(), named.entry().shape()));
    }
    List<Named<Parameter>> parameters = module.state(Parameter.class);
    List<String> names = parameters.stream().map(Named::name).toList();
    CaseChecks checks = new CaseChecks(reference, comparison);
    checks.structure(ModuleState.copy(module), names, module.parameterCount());

    module.train(reference.trains());
    Tensor input = space.convert(HostTransfer.fromHost(reference.input()));
    input.requires_grad_(true);
    OperationCounter counter = new OperationCounter();
    ObservedValues stages = new ObservedValues(comparison, reference, answers, stageParents());
    ForwardPass pass = ForwardPass.training(0).observedBy(ForwardObserver.both(stages, counter));
    Tensor output = forward(module, input, reference, pass);
    compareOperations(counter, reference, comparison);
    HostTensor host = HostTransfer.toHost(output);
    comparison.tensor(answers + "output", host);
    compareOutput(host, reference, comparison);
    ClassTargets targets = reference.targets();
    if (reference.trains() || targets.clips() > 0) {
      Tensor loss = loss(output, space, reference, targets);
      comparison.number(answers + "loss", "loss", HostTransfer.toDoubles(loss)[0]);
      if (reference.trains()) {
        loss.backward();
        HostTensor gradient = HostTransfer.toHost(input.grad());
        comparison.tensor(answers + "grad_input", gradient);
        comparison.tensor(answers + "grad/input", gradient);
        checks.gradients(answers, names, parameters.stream().map(this::gradient).toList());
        checks.buffersAfter(answers, ModuleState.copy(module));
      }
    }
    return comparison;
  }

  private Optional<HostTensor> gradient(Named<Parameter> named) {
    Tensor gradient = named.entry().tensor().grad();
    return gradient.defined() ? Optional.of(HostTransfer.toHost(gradient)) : Optional.empty();
  }

  private static Tensor loss(
      Tensor output, TensorSpace space, ReferenceCase reference, ClassTargets targets) {
    if (targets.clips() > 0) {
      return CrossEntropy.mean(
          output,
          targets.tensor(space, Math.toIntExact(output.size(1))),
          reference.model().path("label_smooth_eps").asDouble());
    }
    Matcher rule = LOSS_RULE.matcher(reference.json().path("loss_rule").asText(DEFAULT_LOSS));
    reference.require(rule.lookingAt(), "loss_rule", "a rule that begins like " + DEFAULT_LOSS);
    Matcher named = NAMED_STREAM.matcher(reference.json().path("loss_rule").asText());
    String factor =
        reference.cotangent(named.find() ? named.group("stream") : rule.group("stream"));
    HostTensor probe = FillRule.input(factor, HostTransfer.shape(output));
    Tensor weighted = output.mul(space.convert(HostTransfer.fromHost(probe)));
    return rule.group("reduction").equals("sum") ? weighted.sum() : weighted.mean();
  }
}
