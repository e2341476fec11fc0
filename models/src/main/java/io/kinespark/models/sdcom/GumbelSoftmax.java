package io.kinespark.models.sdcom;

import io.kinespark.models.checkpoint.HostTensor;
import io.kinespark.models.nn.HostTransfer;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Draws one width per row by its score, in a way that has a gradient ({@code
 * lib/arch/policy_net.py}):
 *
 * <pre>
 * y_soft = softmax((g - log E) / tau),  E ~ Exponential(1)
 * y_hard = onehot(argmax y_soft) - stopgrad(y_soft) + y_soft
 * </pre>
 *
 * @param space where the scores are
 * @param temperature tau
 */
public record GumbelSoftmax(TensorSpace space, double temperature) {
  /**
   * What was drawn.
   *
   * @param soft y_soft {@code [N, K]}
   * @param hard y_hard {@code [N, K]}, one-hot up to rounding, with the gradient of y_soft
   * @param index the chosen widths {@code [N]}
   */
  public record Choice(Tensor soft, Tensor hard, Tensor index) {}

  /**
   * A choice for every row.
   *
   * @param scores g {@code [N, K]}
   * @param draws E, row-major; all ones for the best width of every row
   */
  public Choice choose(Tensor scores, float[] draws) {
    long rows = scores.size(0);
    long widths = scores.size(1);
    Tensor exponentials =
        space.convert(HostTransfer.fromHost(HostTensor.ofFloats(draws, rows, widths)));
    Tensor soft = torch.softmax(scores.sub(exponentials.log()).div(new Scalar(temperature)), 1);
    Tensor index = soft.argmax(new LongOptional(1), false);
    Tensor oneHot = torch.one_hot(index, widths).to(space.scalarType());
    return new Choice(soft, oneHot.sub(soft.detach()).add(soft), index);
  }
}
