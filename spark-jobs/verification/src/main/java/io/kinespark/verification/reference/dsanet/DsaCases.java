package io.kinespark.verification.reference.dsanet;

import io.kinespark.models.complexity.OperationCounter;
import io.kinespark.models.dsanet.DsaConfig;
import io.kinespark.models.dsanet.DsaPlace;
import io.kinespark.verification.reference.CaseNode;
import io.kinespark.verification.reference.ReferenceCase;
import io.kinespark.verification.reference.TensorComparison;
import java.util.List;

/** Reads the settings of aggregation in cases, and compares what they count. */
final class DsaCases {
  private DsaCases() {}

  /**
   * The module's settings; what {@code json} does not say is the original constructor's default.
   *
   * @param blocks the blocks that are wrapped
   * @throws IllegalArgumentException if the settings change the number of snippets
   */
  static DsaConfig config(CaseNode json, List<List<Boolean>> blocks) {
    DsaConfig config =
        new DsaConfig(
            blocks,
            DsaPlace.of(json.path("insert_place").asText("res")),
            json.path("alpha").asInt(2),
            json.path("kernel_size").asInt(3),
            json.path("split_ratio").asDouble(1),
            json.path("with_identity").asBoolean());
    int stride = json.path("stride").asInt(1);
    int padding = json.path("padding").asInt(1);
    if (stride != 1 || config.kernelSize() != 2 * padding + 1) {
      throw new IllegalArgumentException(
          "kernel_size %d, padding %d and stride %d do not keep the number of snippets; it takes stride 1 and kernel_size = 2 * padding + 1"
              .formatted(config.kernelSize(), padding, stride));
    }
    return config;
  }

  /** U. */
  static int snippets(CaseNode json) {
    return json.path("U_segment").asInt(4);
  }

  /** The original counts the dynamic convolutions with the layers. */
  static void compareOperations(
      OperationCounter counter, ReferenceCase reference, TensorComparison comparison) {
    long layers = counter.multiplyAccumulates();
    long dynamic = counter.dynamicMultiplyAccumulates();
    compare("macs", layers + dynamic, reference, comparison);
    compare("macs_conv_linear_modules", layers, reference, comparison);
    compare("macs_dsa_dynamic_conv", dynamic, reference, comparison);
  }

  private static void compare(
      String field, long actual, ReferenceCase reference, TensorComparison comparison) {
    CaseNode stated = reference.json().path(field);
    comparison.exact(field, stated.isNumber(), stated.asLong(), actual);
  }
}
