package io.kinespark.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.TensorSpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassTargetsTest {
  private static final ClassTargets SEVERAL =
      ClassTargets.multiHot(List.of(List.of(3, 0, 3), List.of(2)));

  private static HostTensor tensor(ClassTargets targets) {
    var space = new TensorSpace(Precision.FLOAT64, "cpu");
    return NativeWork.plain(() -> HostTransfer.toHost(targets.tensor(space, 4)));
  }

  @Test
  void everyLabelOfAClipIsAOneOfItsRowHoweverOftenItIsNamed() {
    assertThat(SEVERAL.labels()).containsExactly(List.of(0, 3), List.of(2));
    assertThat(tensor(SEVERAL)).isEqualTo(HostTensor.ofDoubles(rows(), 2, 4));
  }

  private static double[] rows() {
    return new double[] {1, 0, 0, 1, 0, 0, 1, 0};
  }

  @Test
  void indicesAreNumbers() {
    HostTensor tensor = tensor(ClassTargets.indices(3, 1));

    assertThat(tensor.shape()).containsExactly(2);
    assertThat(tensor.toDoubles()).containsExactly(3, 1);
  }

  @Test
  void aPartKeepsItsForm() {
    assertThat(SEVERAL.part(1, 2)).isEqualTo(ClassTargets.multiHot(List.of(List.of(2))));
    assertThat(ClassTargets.indices(3, 1).part(0, 1)).isEqualTo(ClassTargets.indices(3));
  }

  @Test
  void aClipWithoutLabelsOrWithTooManyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassTargets.multiHot(List.of(List.of(1), List.of())))
        .withMessage("clip 1 has 0 labels; at least one is needed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClassTargets(ClassTargets.Form.CLASS_INDEX, List.of(List.of(1, 2))))
        .withMessage("clip 0 has 2 labels; one is needed");
  }

  @Test
  void anyLabelAmongTheHighestIsAHit() {
    double[] logits = {0.1, 0.9, 0.3, 0.2, 0.4, 0.1, 0.2, 0.3};

    assertThat(TopK.hits(logits, SEVERAL, 1)).isZero();
    assertThat(TopK.hits(logits, SEVERAL, 3)).isEqualTo(2);
    assertThat(TopK.hits(logits, ClassTargets.multiHot(List.of(List.of(1, 0), List.of(1))), 1))
        .isEqualTo(1);
  }
}
