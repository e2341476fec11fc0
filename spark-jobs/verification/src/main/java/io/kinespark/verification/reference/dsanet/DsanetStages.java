package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.Norms;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;

/**
 * Compares intermediate values of whole networks as they come along: samples and norms of the
 * stages' maps, generated kernels, and what the head makes of the snippets.
 */
final class DsanetStages implements ForwardObserver {
  private static final Pattern STAGE = Pattern.compile("backbone\\.(layer\\d)");

  private final ReferenceCase reference;
  private final TensorComparison comparison;

  DsanetStages(ReferenceCase reference, TensorComparison comparison) {
    this.reference = reference;
    this.comparison = comparison;
  }

  @Override
  public void value(NetworkModule module, String part, Tensor value) {
    String path = module.path();
    if (part.equals("kernel")) {
      compare("kernel." + path, value);
    } else if (part.equals("maxpool")) {
      compareMaps(part, value);
    } else if (path.equals("cls_head")) {
      compare("stage." + part, value);
    } else if (STAGE.matcher(path).matches()) {
      compareMaps(path.substring(path.indexOf('.') + 1), value);
    }
  }

  private void compare(String name, Tensor value) {
    if (comparison.expects(name)) {
      comparison.tensor(name, HostTransfer.toHost(value));
    }
  }

  private void compareMaps(String layer, Tensor maps) {
    CaseNode sampling = reference.json().path("stage_sampling").path(layer);
    if (!sampling.has("step") || !comparison.expects("stage." + layer)) {
      return;
    }
    double[] values = HostTransfer.toDoubles(maps);
    double[] sample = new double[sampling.path("count").asInt()];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = values[i * sampling.path("step").asInt()];
    }
    String shape = Arrays.toString(HostTransfer.shape(maps));
    comparison.exact(
        "shape of " + layer,
        sampling.has("shape"),
        Arrays.toString(ReferenceCase.longs(sampling.path("shape"))),
        shape);
    comparison.tensor("stage." + layer, HostTensor.ofDoubles(sample, sample.length));
    double norm = Norms.l2(values);
    comparison.tensor("norm." + layer, HostTensor.ofDoubles(new double[] {norm}, 1));
  }
}
