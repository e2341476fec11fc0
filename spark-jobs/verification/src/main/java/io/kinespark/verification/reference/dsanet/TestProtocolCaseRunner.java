package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.training.ParameterInfo;
import io.kinespark.models.training.TrainableNetwork;
import io.kinespark.verification.reference.CaseChecks;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.CasePrecisions;
import io.kinespark.verification.reference.CaseResult;
import io.kinespark.verification.reference.CaseRunner;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import io.kinespark.verification.reference.TensorComparison.NormMeasure;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Runs cases that test a video with more clips than a network has snippets, in several crops: the
 * scores in both orders of {@link ViewGrouping}, and the orders themselves.
 */
final class TestProtocolCaseRunner implements CaseRunner {
  private static final String INTENDED = "output.intended";

  /** Whether the case asks for scores by groups of views. */
  static boolean asksForGroups(ReferenceCase reference) {
    CaseNode tensors = reference.json().path("tensors");
    return tensors.has(INTENDED) || tensors.has("released_order");
  }

  @Override
  public boolean supports(ReferenceCase reference) {
    return asksForGroups(reference)
        && !reference.trains()
        && DsanetCases.describesDsanet(reference);
  }

  @Override
  public CaseResult run(ReferenceCase reference) {
    TensorComparison comparison = new TensorComparison(reference, NormMeasure.LARGEST);
    for (Precision precision : CasePrecisions.precisions(reference)) {
      try (TrainableNetwork network = DsanetCases.network(reference, precision)) {
        List<String> names = network.parameters().stream().map(ParameterInfo::name).toList();
        new CaseChecks(reference, comparison)
            .structure(network.stateDict(), names, network.parameterCount());
        for (ViewGrouping grouping : ViewGrouping.values()) {
          compare(network, grouping, reference, comparison);
        }
      }
    }
    return comparison.result();
  }

  private static void compare(
      TrainableNetwork network,
      ViewGrouping grouping,
      ReferenceCase reference,
      TensorComparison comparison) {
    int clips = reference.json().path("num_clips").asInt();
    int crops = reference.json().path("num_crops").asInt(1);
    DsanetCases.requireEqual(
        "number of views", Math.toIntExact(DsanetCases.viewsPerVideo(reference)), clips * crops);
    int snippets = DsanetCases.snippets(reference);
    List<Integer> order = grouping.order(clips, crops, snippets);
    compareOrder(grouping, order, reference, comparison);
    HostTensor logits = network.predict(arranged(reference, order));
    long videos = reference.inputShape()[0];
    HostTensor output = VideoLogits.of(logits, videos);
    if (grouping == ViewGrouping.INTENDED) {
      comparison.tensor(INTENDED, output);
    } else {
      comparison.tensor("output", output);
      comparison.tensor("stage.group_logits", VideoLogits.of(logits, videos * clips / snippets));
    }
  }

  private static void compareOrder(
      ViewGrouping grouping,
      List<Integer> order,
      ReferenceCase reference,
      TensorComparison comparison) {
    String name = grouping == ViewGrouping.INTENDED ? "intended_order" : "released_order";
    if (comparison.expects(name)) {
      double[] views = order.stream().mapToDouble(Integer::doubleValue).toArray();
      long[] shape = reference.tensors().get(name).shape();
      comparison.tensor(name, HostTensor.ofDoubles(views, views.length).reshape(shape));
    }
  }

  /** The case's clips {@code [B, V*T, 3, H, W]} with their views in {@code order}. */
  private static HostTensor arranged(ReferenceCase reference, List<Integer> order) {
    HostTensor clips = DsanetCases.clips(reference);
    int frames = DsanetCases.framesPerSnippet(reference);
    return NativeWork.plain(
        () -> {
          Tensor all = HostTransfer.fromHost(clips);
          List<Tensor> views = new ArrayList<>();
          order.forEach(view -> views.add(all.narrow(1, (long) view * frames, frames)));
          return HostTransfer.toHost(torch.cat(new TensorVector(views.toArray(Tensor[]::new)), 1));
        });
  }
}
