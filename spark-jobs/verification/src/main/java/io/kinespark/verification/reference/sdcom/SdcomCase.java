package io.kinespark.verification.reference.sdcom;

import io.kinespark.models.ChannelWidths;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.checkpoint.StateDict;
import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.ModuleState;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.StateEntry;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.verification.reference.CaseChecks;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.UnsupportedCaseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * One case in one precision: its settings and inputs as tensors, and the comparison with its
 * answers.
 *
 * @param reference the case
 * @param comparison of all precisions
 * @param space where the case is computed
 */
record SdcomCase(ReferenceCase reference, TensorComparison comparison, TensorSpace space) {
  private static final float NOISE = 0.9f;

  CaseNode model() {
    return reference.model();
  }

  int setting(String name) {
    return model().path(name).asInt();
  }

  ChannelWidths widths() {
    return widths(model());
  }

  /** The widths that a case's model names, the published ones if it names none. */
  static ChannelWidths widths(CaseNode model) {
    List<Double> ratios = new ArrayList<>();
    model.path("channel_list").forEach(ratio -> ratios.add(ratio.asDouble()));
    return ratios.isEmpty() ? ChannelWidths.published() : new ChannelWidths(ratios);
  }

  /** {@code NAME.w0.25}: what the case calls something at a width. */
  String at(String name, int width) {
    return name + "." + TsnetCases.width(widths().ratio(width));
  }

  /** The draws of a stream of the fill rule in that shape. */
  Tensor stream(String name, long... shape) {
    return space.convert(HostTransfer.fromHost(FillRule.input(name, shape)));
  }

  Tensor input() {
    return space.convert(HostTransfer.fromHost(reference.input()));
  }

  /** The frames of clips {@code [B, T, 3, H, W]} one after another. */
  Tensor frames(HostTensor clips) {
    long[] shape = clips.shape();
    return space
        .convert(HostTransfer.fromHost(clips))
        .view(shape[0] * shape[1], shape[2], shape[3], shape[4]);
  }

  /** The exponential draws {@code 1 + 0.9 u} that stand for the gate's noise. */
  static float[] noise(String stream, int count) {
    float[] draws = FillRule.uniform(stream, count);
    for (int i = 0; i < count; i++) {
      draws[i] = 1 + NOISE * draws[i];
    }
    return draws;
  }

  /** The loss of most cases: {@code sum(output * stream("cotangent"))}. */
  Tensor loss(Tensor output) {
    String factor = reference.cotangent("cotangent");
    return output.mul(stream(factor, HostTransfer.shape(output))).sum();
  }

  /** The targets of the case's labels. */
  Tensor targets(int classes) {
    return TsnetCases.targets(reference).tensor(space, classes);
  }

  /**
   * The stream of the gate's noise: {@code streams.noise} or {@code noise.stream}.
   *
   * @throws UnsupportedCaseException if the case says two, or noise of another shape
   */
  String noiseStream(long rows) {
    CaseNode noise = reference.json().path("noise");
    requireNoise(rows);
    String own = noise.path("stream").asText("gumbel");
    String named = reference.json().path("streams").path("noise").asText(own);
    reference.require(!noise.has("stream") || named.equals(own), "streams.noise", own);
    return named;
  }

  /** Stops a case whose noise is of another shape than {@code [rows, widths]}. */
  void requireNoise(long rows) {
    long[] shape = {rows, widths().count()};
    CaseNode stated = reference.json().path("noise").path("shape");
    reference.require(
        stated.isAbsent() || Arrays.equals(ReferenceCase.longs(stated), shape),
        "noise.shape",
        Arrays.toString(shape));
  }

  /** Gives every entry of {@code module} the contents that the fill rule has for it. */
  void fill(NetworkModule module) {
    for (Named<StateEntry> named : module.state()) {
      ModuleState.assign(named.entry(), FillRule.value(named.name(), named.entry().shape()));
    }
  }

  /** What comes before the names of the answers in this precision. */
  private String prefix() {
    return CasePrecisions.prefix(reference, space.precision());
  }

  /** Whether the answers of this precision have no prefix, and the numbers of the JSON are its. */
  boolean isPlain() {
    return prefix().isEmpty();
  }

  /** Compares a value, if the case has an answer of that name. */
  void compare(String name, Tensor value) {
    String full = prefix() + name;
    if (comparison.expects(full)) {
      HostTensor actual = HostTransfer.toHost(value);
      long[] expected = reference.tensors().get(full).shape();
      comparison.tensor(full, expected.length == 0 ? actual.reshape(expected) : actual);
    }
  }

  /** Compares numbers, if the case has an answer of that name. */
  void compareNumbers(String name, HostTensor actual) {
    comparison.tensor(prefix() + name, actual);
  }

  /** Compares a loss with the case's tensor and, in single precision, its field of that name. */
  void compareLoss(Tensor loss) {
    double value = HostTransfer.toDoubles(loss)[0];
    if (isPlain()) {
      comparison.number("loss", "loss", value);
    } else {
      compare("loss", loss);
    }
  }

  /** Names, shapes, order and number of the entries, where the case states them. */
  void compareStructure(NetworkModule module) {
    StateDict state = ModuleState.copy(module);
    new CaseChecks(reference, comparison)
        .structure(state, names(withGradient(module)), module.parameterCount());
  }

  /** The parameters with gradient, or all while none has one. */
  private static List<Named<Parameter>> withGradient(NetworkModule module) {
    List<Named<Parameter>> all = module.state(Parameter.class);
    List<Named<Parameter>> learning =
        all.stream().filter(named -> named.entry().tensor().grad().defined()).toList();
    return learning.isEmpty() ? all : learning;
  }

  private static List<String> names(List<Named<Parameter>> parameters) {
    return parameters.stream().map(Named::name).toList();
  }

  /** Compares every gradient, under {@code PREFIX/NAME}, and which parameters have none. */
  void compareGradients(String prefix, NetworkModule module) {
    for (Named<Parameter> named : module.state(Parameter.class)) {
      Tensor gradient = named.entry().tensor().grad();
      boolean without = isWithoutGradient(named.name());
      if (gradient.defined()) {
        compare(prefix + "/" + named.name(), gradient);
      }
      if (reference.json().has("params_without_grad") && gradient.defined() == without) {
        comparison.failure(
            "%s has %s gradient".formatted(named.name(), gradient.defined() ? "a" : "no"));
      }
    }
  }

  private boolean isWithoutGradient(String name) {
    List<String> prefixes = new ArrayList<>();
    reference.json().path("params_without_grad").forEach(prefix -> prefixes.add(prefix.asText()));
    return prefixes.stream()
        .anyMatch(prefix -> name.equals(prefix) || name.startsWith(prefix + "."));
  }

  /** Compares the norms of the gradients of the parameters that have one. */
  void compareGradientNorms(String name, NetworkModule module) {
    double[] norms =
        withGradient(module).stream()
            .mapToDouble(named -> HostTransfer.toDoubles(named.entry().tensor().grad().norm())[0])
            .toArray();
    compareNumbers(name, HostTensor.ofDoubles(norms, norms.length));
  }

  /** Compares every entry of {@code module} with the case's {@code PREFIX/NAME}. */
  void compareState(String prefix, NetworkModule module) {
    String before = prefix() + prefix + "/";
    ModuleState.copy(module)
        .tensors()
        .forEach((name, tensor) -> comparison.tensor(before + name, tensor));
  }

  /** Compares the operations of a pass with the case's field {@code macs.w0.25}. */
  void compareOperations(String name, OperationCounter counter) {
    int dot = name.indexOf('.');
    CaseNode stated = reference.json().path(name.substring(0, dot)).path(name.substring(dot + 1));
    comparison.exact(name, stated.isNumber(), stated.asLong(), counter.multiplyAccumulates());
  }

  static void clearGradients(NetworkModule module) {
    module.state(Parameter.class).forEach(named -> named.entry().clearGradient());
  }
}
