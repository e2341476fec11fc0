package io.kinespark.verification.meta;

import io.kinespark.models.nn.Named;
import io.kinespark.models.nn.NativeWork;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam (arXiv 1412.6980) over the parameters of a small module, with PyTorch's decay:
 *
 * <pre>
 * g += decay * p
 * m = 0.9 m + 0.1 g,   v = 0.999 v + 0.001 g^2
 * p -= rate * (m / (1 - 0.9^t)) / (sqrt(v / (1 - 0.999^t)) + 1e-8)
 * </pre>
 */
public final class AdamStep implements AutoCloseable {
  private static final double FIRST = 0.9;
  private static final double SECOND = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<Parameter> parameters;
  private final List<Tensor> means = new ArrayList<>();
  private final List<Tensor> squares = new ArrayList<>();
  private final double rate;
  private final double decay;
  private int steps;

  /** An optimizer of the parameters of {@code module}. */
  public AdamStep(NetworkModule module, double rate, double decay) {
    this.parameters = module.state(Parameter.class).stream().map(Named::entry).toList();
    this.rate = rate;
    this.decay = decay;
    for (Parameter parameter : parameters) {
      means.add(NativeWork.plain(() -> zerosLike(parameter)));
      squares.add(NativeWork.plain(() -> zerosLike(parameter)));
    }
  }

  private static Tensor zerosLike(Parameter parameter) {
    Tensor zeros = parameter.tensor().detach().clone().zero_();
    zeros.retainReference();
    return zeros;
  }

  /** Moves the parameters against their gradients. */
  public void apply() {
    steps++;
    NativeWork.plain(
        () -> {
          for (int i = 0; i < parameters.size(); i++) {
            Tensor value = parameters.get(i).tensor();
            move(value, value.grad().detach(), i);
          }
        });
  }

  private void move(Tensor value, Tensor gradient, int index) {
    Tensor decayed = gradient.add(value, new Scalar(decay));
    Tensor mean = means.get(index).mul_(new Scalar(FIRST)).add_(decayed, new Scalar(1 - FIRST));
    Tensor square =
        squares
            .get(index)
            .mul_(new Scalar(SECOND))
            .addcmul_(decayed, decayed, new Scalar(1 - SECOND));
    Tensor deviation =
        square.div(new Scalar(1 - Math.pow(SECOND, steps))).sqrt().add(new Scalar(EPSILON));
    value.addcdiv_(mean, deviation, new Scalar(-rate / (1 - Math.pow(FIRST, steps))));
  }

  /** Frees the moments. */
  @Override
  public void close() {
    means.forEach(Tensor::releaseReference);
    squares.forEach(Tensor::releaseReference);
  }
}
