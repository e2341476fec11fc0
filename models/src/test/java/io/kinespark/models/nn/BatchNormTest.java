package io.kinespark.models.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import org.junit.jupiter.api.Test;

class BatchNormTest {
  private final TensorSpace space = new TensorSpace(Precision.FLOAT64, "cpu");

  private BatchNorm norm() {
    return NativeWork.plain(() -> BatchNorm.ofSequences(space, 1));
  }

  @Test
  void runningStatisticsMoveByATenthWithUnbiasedVariance() {
    try (BatchNorm norm = norm()) {
      NativeWork.plain(
          () -> {
            norm.forward(HostTransfer.fromHost(HostTensor.ofDoubles(new double[] {1, 3}, 2, 1)));
          });

      assertThat(ModuleState.copy(norm).get("running_mean").toDoubles()).containsExactly(0.2);
      assertThat(ModuleState.copy(norm).get("running_var").toDoubles()).containsExactly(1.1);
      assertThat(ModuleState.copy(norm).get("num_batches_tracked").toLongs()).containsExactly(1);
    }
  }

  @Test
  void oneValuePerChannelHasNoVariance() {
    try (BatchNorm norm = norm()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  NativeWork.plain(
                      () -> {
                        norm.forward(
                            HostTransfer.fromHost(HostTensor.ofDoubles(new double[] {1}, 1, 1)));
                      }))
          .withMessageContaining("one value per channel");
    }
  }
}
