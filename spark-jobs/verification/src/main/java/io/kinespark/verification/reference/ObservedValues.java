package io.kinespark.verification.reference;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.ForwardObserver;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NetworkModule;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Compares intermediate values with the case's {@code stage.*} tensors as they come along. Maps are
 * averaged over their pixels where the case stores spatial means, and regrouped where it stores the
 * same values in another shape.
 */
public final class ObservedValues implements ForwardObserver {
  private static final String STAGE = "stage.";

  private final TensorComparison comparison;
  private final ReferenceCase reference;
  private final String answers;
  private final List<String> parents;
  private final List<String> seen = new ArrayList<>();

  /**
   * An observer of the stages below some modules.
   *
   * @param answers what comes before the names of the case's tensors
   * @param parents paths of the modules whose parts the case calls by their own names, each with a
   *     final dot
   */
  public ObservedValues(
      TensorComparison comparison, ReferenceCase reference, String answers, List<String> parents) {
    this.comparison = comparison;
    this.reference = reference;
    this.answers = answers;
    this.parents = parents;
  }

  @Override
  public void value(NetworkModule module, String part, Tensor value) {
    String path = module.path();
    String full = path.isEmpty() || part.isEmpty() ? path + part : path + "." + part;
    for (String parent : parents) {
      if (full.startsWith(parent)) {
        compare(STAGE + full.substring(parent.length()), value);
      }
    }
  }

  private void compare(String stage, Tensor value) {
    String name = answers + stage;
    if (!comparison.expects(name) || seen.contains(name)) {
      return;
    }
    seen.add(name);
    long[] expected = reference.tensors().get(name).shape();
    Tensor pooled = expected.length == 2 && value.dim() == 4 ? value.mean(2, 3) : value;
    HostTensor actual = HostTransfer.toHost(pooled);
    comparison.tensor(
        name, actual.elementCount() == count(expected) ? actual.reshape(expected) : actual);
  }

  private static long count(long... shape) {
    long count = 1;
    for (long extent : shape) {
      count *= extent;
    }
    return count;
  }
}
