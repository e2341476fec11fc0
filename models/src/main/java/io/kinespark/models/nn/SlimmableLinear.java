package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A linear layer that takes as many of its inputs as it is given (SDCOM {@code DyChLinear}, {@code
 * lib/arch/ops.py}): {@code y = x W[:, :d]^T + b}, {@code [N, d] -> [N, out]}.
 */
public final class SlimmableLinear extends NetworkModule {
  private final Parameter weight;
  private final Parameter bias;

  /** A layer of {@code inputs} features at most, initialised by the tensor library's default. */
  public SlimmableLinear(TensorSpace space, long inputs, long outputs) {
    this.weight =
        register(
            "weight",
            new Parameter(
                ParameterRole.LINEAR_WEIGHT,
                new Initializer.UniformFanIn(),
                space,
                outputs,
                inputs));
    this.bias =
        register(
            "bias",
            new Parameter(
                ParameterRole.LINEAR_BIAS,
                new Initializer.Uniform(1 / Math.sqrt((double) inputs)),
                space,
                outputs));
  }

  /** The layer's result for {@code input [N, d]}, d at most the layer's inputs. */
  public Tensor forward(Tensor input, ForwardPass pass) {
    long active = input.size(1);
    Tensor output =
        torch.linear(
            input, weight.tensor().narrow(1, 0, active), new TensorOptional(bias.tensor()));
    pass.observer().layer(this, output.numel() * active, output);
    return output;
  }
}
