package io.kinespark.models.sdcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinespark.models.Precision;
import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.verification.reference.FillRule;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** The policy stage's errors of clips of several labels, of which every frame has all. */
class PolicyTermsTest {
  private static final int CLASSES = 3;
  private static final int FRAMES = 4;

  /** Of two clips of two frames. */
  private static final double[] ROWS = {1, 0, 1, 0, 1, 0};

  private static final HostTensor FINAL = FillRule.input("final", FRAMES, CLASSES);
  private static final HostTensor STATIC = FillRule.input("static", FRAMES, CLASSES);

  private final TensorSpace space = new TensorSpace(Precision.FLOAT64, "cpu");
  private final SdcomConfig config = SdcomConfig.published(SdcomStage.POLICY, CLASSES, 2);

  private Tensor tensor(HostTensor values) {
    return space.convert(HostTransfer.fromHost(values));
  }

  private PolicyTerms terms(Tensor targets) {
    Tensor widths = space.zeros(FRAMES, config.widths().count());
    Tensor logits = tensor(STATIC);
    var choice = new GumbelSoftmax.Choice(widths, widths, widths);
    var output =
        new Tsnet.PolicyOutput(
            tensor(FINAL),
            logits,
            new PolicyNetwork.Decision(logits, logits, choice),
            logits,
            logits);
    return PolicyTerms.of(output, targets, config);
  }

  /** The smoothed cross-entropy of every frame with its clip's row. */
  private double[] expected(HostTensor logits) {
    double smoothing = config.training().labelSmoothing();
    double[] errors = new double[FRAMES];
    for (int frame = 0; frame < FRAMES; frame++) {
      double all = 0;
      for (int c = 0; c < CLASSES; c++) {
        all += Math.exp(logits.toDoubles()[frame * CLASSES + c]);
      }
      for (int c = 0; c < CLASSES; c++) {
        double weight = (1 - smoothing) * ROWS[frame / 2 * CLASSES + c] + smoothing / CLASSES;
        errors[frame] += weight * (Math.log(all) - logits.toDoubles()[frame * CLASSES + c]);
      }
    }
    return errors;
  }

  @Test
  void everyFrameIsJudgedByTheRowOfItsClip() {
    double[][] found =
        NativeWork.plain(
            () -> {
              PolicyTerms terms = terms(tensor(HostTensor.ofDoubles(ROWS, 2, CLASSES)));
              return new double[][] {
                HostTransfer.toDoubles(terms.finalError()),
                HostTransfer.toDoubles(terms.staticError())
              };
            });

    assertThat(found[0]).containsExactly(expected(FINAL), within(1e-12));
    assertThat(found[1]).containsExactly(expected(STATIC), within(1e-12));
  }

  @Test
  void everyFrameHasTheIndexOfItsClip() {
    HostTensor found =
        NativeWork.plain(
            () ->
                HostTransfer.toHost(
                    PolicyTerms.perFrame(HostTransfer.labels(new int[] {2, 1}), config)));

    assertThat(found.toDoubles()).containsExactly(2, 2, 1, 1);
  }
}
