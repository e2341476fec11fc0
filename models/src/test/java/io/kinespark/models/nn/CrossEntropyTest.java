package io.kinespark.models.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.sdcom.Losses;
import java.util.function.BiFunction;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cross-entropy of class indices and of rows of weights, against its formula. */
class CrossEntropyTest {
  private static final Offset<Double> EXACT = within(1e-14);
  private static final double[][] LOGITS = {{0.5, -1.25, 2, 0.75}, {-0.5, 1.5, 0.25, -2}};

  /** The rows are not divided by their sums. */
  private static final double[][] SEVERAL = {{1, 0, 1, 0}, {0, 1, 0, 0}};

  private static final double[][] FIRST_AND_LAST = {{1, 0, 0, 0}, {0, 0, 0, 1}};

  private final TensorSpace space = new TensorSpace(Precision.FLOAT64, "cpu");

  private Tensor tensor(double[][] rows) {
    double[] values = new double[rows.length * rows[0].length];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return space.convert(
        HostTransfer.fromHost(HostTensor.ofDoubles(values, rows.length, rows[0].length)));
  }

  /** {@code sum over c of -((1 - eps) t[c] + eps / C) log p[c]}, its mean over the rows. */
  private static double expected(double[][] targets, double eps) {
    double sum = 0;
    for (int row = 0; row < LOGITS.length; row++) {
      double all = 0;
      for (double logit : LOGITS[row]) {
        all += Math.exp(logit);
      }
      for (int c = 0; c < LOGITS[row].length; c++) {
        double weight = (1 - eps) * targets[row][c] + eps / LOGITS[row].length;
        sum -= weight * (LOGITS[row][c] - Math.log(all));
      }
    }
    return sum / LOGITS.length;
  }

  private void bothRules(BiFunction<Tensor, Double, Tensor> rule, double eps) {
    double[] found =
        NativeWork.plain(
            () ->
                new double[] {
                  HostTransfer.toDoubles(rule.apply(tensor(SEVERAL), eps))[0],
                  HostTransfer.toDoubles(rule.apply(tensor(FIRST_AND_LAST), eps))[0],
                  HostTransfer.toDoubles(rule.apply(HostTransfer.labels(new int[] {0, 3}), eps))[0]
                });

    assertThat(found[0]).isCloseTo(expected(SEVERAL, eps), EXACT);
    assertThat(found[1]).isCloseTo(expected(FIRST_AND_LAST, eps), EXACT);
    assertThat(found[2]).isCloseTo(expected(FIRST_AND_LAST, eps), EXACT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void rowsOfSeveralLabelsAndIndicesFollowTheFormula(double eps) {
    bothRules((targets, share) -> CrossEntropy.mean(tensor(LOGITS), targets, share), eps);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void sdcomsRuleIsTheSame(double eps) {
    bothRules((targets, share) -> Losses.crossEntropy(tensor(LOGITS), targets, share).mean(), eps);
  }

  @Test
  void theGradientOfTwoLabelsIsTheSumOfTheirs() {
    double[] gradient =
        NativeWork.recording(
            () -> {
              Tensor logits = tensor(LOGITS).detach().requires_grad_(true);
              CrossEntropy.mean(logits, tensor(SEVERAL), 0).backward();
              return HostTransfer.toDoubles(logits.grad());
            });

    for (int row = 0; row < LOGITS.length; row++) {
      double all = 0;
      double labels = 0;
      for (int c = 0; c < LOGITS[row].length; c++) {
        all += Math.exp(LOGITS[row][c]);
        labels += SEVERAL[row][c];
      }
      for (int c = 0; c < LOGITS[row].length; c++) {
        double slope = labels * Math.exp(LOGITS[row][c]) / all - SEVERAL[row][c];
        assertThat(gradient[row * LOGITS[row].length + c]).isCloseTo(slope / LOGITS.length, EXACT);
      }
    }
  }
}
