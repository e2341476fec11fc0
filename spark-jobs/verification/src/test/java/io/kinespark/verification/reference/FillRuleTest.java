package io.kinespark.verification.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.models.checkpoint.ElementType;
import org.junit.jupiter.api.Test;

/** Expected values come from the rule's original Python program. */
class FillRuleTest {
  @Test
  void drawsAreThoseOfTheOriginalRule() {
    assertThat(FillRule.uniform("input", 4))
        .containsExactly(-0.6774118f, 0.35458398f, -0.21640515f, -0.0041874647f);
  }

  @Test
  void valuesFollowNameAndShape() {
    assertThat(FillRule.value("fc.weight", 2, 3).toFloats())
        .containsExactly(1.2981142f, -1.3051707f, 1.3397647f, 0.96760833f, 1.236098f, 0.46145606f);
    assertThat(FillRule.value("fc.bias", 2).toFloats())
        .containsExactly(-0.026594758f, -0.090469174f);
    assertThat(FillRule.value("bn.weight", 2).toFloats()).containsExactly(0.79094434f, 0.6007445f);
    assertThat(FillRule.value("bn.running_mean", 2).toFloats())
        .containsExactly(-0.093389295f, -0.09065368f);
    assertThat(FillRule.value("bn.running_var", 2).toFloats())
        .containsExactly(0.93982255f, 0.92502457f);
  }

  @Test
  void countersAreIntegerZero() {
    assertThat(FillRule.value("bn.num_batches_tracked").type()).isEqualTo(ElementType.INT64);
    assertThat(FillRule.value("bn.num_batches_tracked").toLongs()).containsExactly(0);
  }
}
