package io.kinespark.models.sdcom;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.Precision;
import io.kinespark.models.SdcomConfig;
import io.kinespark.models.SdcomStage;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class PolicyTermsTest {
  private final TensorSpace space = new TensorSpace(Precision.FLOAT64, "cpu");
  private final SdcomConfig config = SdcomConfig.published(SdcomStage.POLICY, 3, 2);

  @Test
  void everyFrameHasTheTargetsOfItsClip() {
    HostTensor rows = HostTensor.ofDoubles(new double[] {1, 0, 1, 0, 1, 0}, 2, 3);
    HostTensor[] found =
        NativeWork.plain(
            () ->
                new HostTensor[] {
                  HostTransfer.toHost(perFrame(HostTransfer.labels(new int[] {2, 1}))),
                  HostTransfer.toHost(perFrame(space.convert(HostTransfer.fromHost(rows))))
                });

    assertThat(found[0].toDoubles()).containsExactly(2, 2, 1, 1);
    assertThat(found[1])
        .isEqualTo(HostTensor.ofDoubles(new double[] {1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0}, 4, 3));
  }

  private Tensor perFrame(Tensor targets) {
    return PolicyTerms.perFrame(targets, config);
  }
}
