package io.kinespark.models.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionCheckTest {

  private final List<String> done = new ArrayList<>();

  private void decide(Double... errors) {
    Iterator<Double> next = List.of(errors).iterator();
    ConvolutionCheck.decide(next::next, () -> done.add("without oneDNN"));
  }

  @Test
  void rightConvolutionsStayAsTheyAre() {
    decide(1e-5);

    assertThat(done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, Double.POSITIVE_INFINITY, Double.NaN})
  void wrongOnesAreComputedWithoutOneDnn(double error) {
    decide(error, 1e-5);

    assertThat(done).containsExactly("without oneDNN");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, Double.NaN})
  void nothingIsComputedWhereAllAreWrong(double error) {
    assertThatThrownBy(() -> decide(Double.NaN, error))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("off by NaN with oneDNN, by " + error + " without")
        .hasMessageContaining("use another processor");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 6, 8, 12, 20, 32})
  void gradientsOfFewChannelsAreRightInUsedMemory(int channels) {
    for (int size = 1; size <= 64; size++) {
      int length = 64 * size;
      NativeWork.plain(
          () -> assertThat(torch.zeros(length).add_(new Scalar(1e6)).numel()).isPositive());
    }
    double error =
        NativeWork.recording(
            () -> {
              Tensor single = gradient(channels, ScalarType.Float).to(ScalarType.Double);
              return single.sub(gradient(channels, ScalarType.Double)).abs().max().item_double();
            });

    assertThat(error).isLessThan(1e-3);
  }

  private static Tensor gradient(int channels, ScalarType type) {
    Tensor x =
        torch
            .arange(new Scalar(2 * 16 * 8))
            .to(type)
            .sin()
            .reshape(2, 16, 1, 8)
            .requires_grad_(true);
    Tensor w =
        torch.arange(new Scalar(channels * 16 * 3)).to(type).cos().reshape(channels, 16, 1, 3);
    torch.conv2d(x, w).sum().backward();
    return x.grad();
  }
}
