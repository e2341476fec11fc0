package io.kinespark.models.nn;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** {@code y = x W^T (+ b)}: {@code [..., in] -> [..., out]}, weight {@code [out, in]}. */
public final class Linear extends NetworkModule {
  private final Parameter weight;
  private final Optional<Parameter> bias;
  private final long inputs;

  private Linear(
      TensorSpace space, long inputs, long outputs, Initializer initializer, boolean biased) {
    this.inputs = inputs;
    this.weight =
        register(
            "weight",
            new Parameter(ParameterRole.LINEAR_WEIGHT, initializer, space, outputs, inputs));
    this.bias =
        biased
            ? Optional.of(
                register(
                    "bias",
                    new Parameter(
                        ParameterRole.LINEAR_BIAS, new Initializer.Constant(0), space, outputs)))
            : Optional.empty();
  }

  /** A layer without bias, initialised by the tensor library's default. */
  public static Linear unbiased(TensorSpace space, long inputs, long outputs) {
    return new Linear(space, inputs, outputs, new Initializer.UniformFanIn(), false);
  }

  /** A classifier: weights normal with deviation {@code std}, bias 0. */
  public static Linear classifier(TensorSpace space, long inputs, long outputs, double std) {
    return new Linear(space, inputs, outputs, new Initializer.Normal(std), true);
  }

  /** The layer's result for {@code input [..., in]}. */
  public Tensor forward(Tensor input, ForwardPass pass) {
    TensorOptional optionalBias =
        bias.map(parameter -> new TensorOptional(parameter.tensor()))
            .orElseGet(TensorOptional::new);
    Tensor output = torch.linear(input, weight.tensor(), optionalBias);
    pass.observer().layer(this, output.numel() * inputs, output);
    return output;
  }
}
