package io.kinespark.verification.reference.vov3d;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Buffer;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.ModuleState;
import io.kinespark.models.nn.NaiveSyncBatchNorm;
import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NormSettings;
import io.kinespark.models.nn.Parameter;
import io.kinespark.models.nn.StateEntry;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.vov3d.BatchNormConfig;
import io.kinespark.verification.reference.CaseChecks;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.FillRule;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Runs cases of module {@code naive_sync_batch_norm}: several ranks, synchronised in groups of
 * consecutive ones. A group's ranks are consecutive samples of one norm here; a rank's parameter
 * gradients are those of its own loss, its input's gradient that of the group's.
 */
final class SyncNormRunner implements CaseRunner {
  private static final String RANK = "<r>";
  private static final String LOSS_RULE =
      "per rank: sum(output * probe), probe from stream 'probe.rank<r>'";
  private static final Pattern FACTOR =
      Pattern.compile("per rank: sum\\(output \\* \\w+\\), \\w+ from stream '(?<stream>[^']+)'");

  @Override
  public boolean supports(ReferenceCase reference) {
    return reference.kind().equals("module")
        && reference.trains()
        && reference.model().path("module").asText().equals("naive_sync_batch_norm");
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference);
    CaseNode model = reference.model();
    int ranks = model.path("ranks").asInt(1);
    int together = model.path("sync_devices").asInt(ranks);
    for (Precision precision : CasePrecisions.precisions(reference)) {
      for (int first = 0; first < ranks; first += together) {
        Group group =
            new Group(reference, comparison, precision, first, Math.min(together, ranks - first));
        group.run(ranks == 1);
      }
    }
    return comparison.result();
  }

  /** The ranks that share statistics. */
  private record Group(
      ReferenceCase reference,
      TensorComparison comparison,
      Precision precision,
      int first,
      int size) {
    void run(boolean alone) {
      CaseNode model = reference.model();
      TensorSpace space = new TensorSpace(precision, "cpu");
      BatchNormConfig config = Vov3dCases.norm(model);
      NormSettings settings = new NormSettings(config.epsilon(), config.momentum(), 1);
      long channels = model.path("channels").asLong();
      try (BatchNorm norm =
          NativeWork.plain(
              () ->
                  alone
                      ? BatchNorm.ofVolumes(space, channels, settings)
                      : new NaiveSyncBatchNorm(space, channels, settings, 1))) {
        fill(norm.state(Parameter.class));
        fill(norm.state(Buffer.class));
        norm.train(true);
        List<String> names = norm.state(Parameter.class).stream().map(Named::name).toList();
        new CaseChecks(reference, comparison)
            .structure(ModuleState.copy(norm), names, norm.parameterCount());
        NativeWork.recording(() -> compare(norm, space));
      }
    }

    private static <E extends StateEntry> void fill(List<Named<E>> entries) {
      entries.forEach(
          named ->
              ModuleState.assign(
                  named.entry(), FillRule.value(named.name(), named.entry().shape())));
    }

    private TensorComparison compare(BatchNorm norm, TensorSpace space) {
      long[] shape = reference.inputShape();
      Matcher factor = FACTOR.matcher(reference.json().path("loss_rule").asText(LOSS_RULE));
      reference.require(factor.lookingAt(), "loss_rule", LOSS_RULE);
      String probes = reference.cotangent(factor.group("stream"));
      List<Tensor> inputs =
          IntStream.range(first, first + size)
              .mapToObj(
                  rank ->
                      tensor(space, ofRank(reference.inputName(), rank), shape)
                          .requires_grad_(true))
              .toList();
      Tensor output = norm.forward(torch.cat(new TensorVector(inputs.toArray(Tensor[]::new)), 0));
      for (int i = 0; i < size; i++) {
        Tensor own = output.narrow(0, i * shape[0], shape[0]);
        Tensor probe = tensor(space, ofRank(probes, first + i), shape);
        compare(i, "output", own);
        norm.state(Parameter.class).forEach(named -> named.entry().clearGradient());
        own.mul(probe)
            .sum()
            .backward(new Tensor(), new BoolOptional(true), false, new TensorArrayRefOptional());
        for (Named<Parameter> named : norm.state(Parameter.class)) {
          compare(i, "grad_" + named.name(), named.entry().tensor().grad());
        }
      }
      for (int i = 0; i < size; i++) {
        compare(i, "grad_input", inputs.get(i).grad());
        compare(i, "running_mean", norm.runningMean().tensor());
        compare(i, "running_var", norm.runningVariance().tensor());
      }
      return comparison;
    }

    /** The stream of a rank: with its number for {@code <r>}, or with {@code .rank} and it. */
    private static String ofRank(String stream, int rank) {
      return stream.contains(RANK)
          ? stream.replace(RANK, Integer.toString(rank))
          : "%s.rank%d".formatted(stream, rank);
    }

    private void compare(int rank, String what, Tensor value) {
      HostTensor host = HostTransfer.toHost(value);
      comparison.tensor(
          "%srank%d.%s".formatted(CasePrecisions.prefix(reference, precision), first + rank, what),
          host);
    }

    private static Tensor tensor(TensorSpace space, String stream, long... shape) {
      return space.convert(HostTransfer.fromHost(FillRule.input(stream, shape)));
    }
  }
}
