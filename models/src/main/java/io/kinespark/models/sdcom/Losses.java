package io.kinespark.models.sdcom;

import io.kinespark.models.ChannelWidths;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The losses of SDCOM ({@code lib/utils/loss.py}) and its cost of widths. */
public final class Losses {
  private static final long CLASSES = 1;

  private Losses() {}

  /**
   * Cross-entropy with smoothed labels for every row: {@code (1 - s) * sum over labels of -log p[l]
   * + s * mean over classes of -log p[c]}.
   *
   * @param logits {@code [N, C]}
   * @param targets {@code [N]} class indices, or {@code [N, C]} weights, 1 for every label of a row
   * @param smoothing s
   * @return {@code [N]}
   */
  public static Tensor crossEntropy(Tensor logits, Tensor targets, double smoothing) {
    Tensor logProbabilities = torch.log_softmax(logits, CLASSES);
    Tensor ofLabel =
        targets.dim() == 1
            ? logProbabilities.gather(CLASSES, targets.unsqueeze(CLASSES)).squeeze(CLASSES)
            : logProbabilities.mul(targets).sum(CLASSES);
    Tensor ofAll = logProbabilities.mean(CLASSES);
    return ofLabel.mul(new Scalar(smoothing - 1)).sub(ofAll.mul(new Scalar(smoothing)));
  }

  /**
   * Cross-entropy with soft targets, the mean over rows of {@code sum over c of -t[c] log p[c]};
   * the targets of a row need not sum to 1.
   *
   * @param logits {@code [N, C]}
   * @param targets {@code [N, C]}
   */
  public static Tensor softCrossEntropy(Tensor logits, Tensor targets) {
    return torch.log_softmax(logits, CLASSES).mul(targets).sum(CLASSES).mean().neg();
  }

  /**
   * {@code 1 + mean over rows of cos(a, b)}, which falls as the rows of a and b point apart; a row
   * of zeros gives no number.
   *
   * @param a {@code [N, C]}
   * @param b {@code [N, C]}
   */
  public static Tensor cosine(Tensor a, Tensor b) {
    Tensor cosines = a.mul(b).sum(CLASSES).div(length(a).mul(length(b)));
    return cosines.mean().add(new Scalar(1.0));
  }

  private static Tensor length(Tensor rows) {
    return rows.mul(rows).sum(CLASSES).sqrt();
  }

  /**
   * The cost of each row's width, the square of its share of the channels: {@code sum over k of
   * s[n,k] w_k^2}.
   *
   * @param choice {@code [N, K]}, one-hot
   * @return {@code [N]}
   */
  public static Tensor widthCost(Tensor choice, ChannelWidths widths) {
    Tensor cost = choice.select(1, 0).mul(new Scalar(square(widths.ratio(0))));
    for (int width = 1; width < widths.count(); width++) {
      cost = cost.add(choice.select(1, width).mul(new Scalar(square(widths.ratio(width)))));
    }
    return cost;
  }

  private static double square(double value) {
    return value * value;
  }
}
