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
      TensorSpace space,
      long inputs,
      long outputs,
      Initializer initializer,
      Optional<Initializer> biasInitializer) {
    this.inputs = inputs;
    this.weight =
        register(
            "weight",
            new Parameter(ParameterRole.LINEAR_WEIGHT, initializer, space, outputs, inputs));
    this.bias =
        biasInitializer.map(
            rule ->
                register("bias", new Parameter(ParameterRole.LINEAR_BIAS, rule, space, outputs)));
  }

  /** A layer without bias, initialised by the tensor library's default. */
  public static Linear unbiased(TensorSpace space, long inputs, long outputs) {
    return new Linear(space, inputs, outputs, new Initializer.UniformFanIn(), Optional.empty());
  }

  /** A classifier: weights normal with deviation {@code std}, bias 0. */
  public static Linear classifier(TensorSpace space, long inputs, long outputs, double std) {
    return new Linear(
        space,
        inputs,
        outputs,
        new Initializer.Normal(std),
        Optional.of(new Initializer.Constant(0)));
  }

  /** A layer with bias, weights and bias initialised by the tensor library's default. */
  public static Linear biased(TensorSpace space, long inputs, long outputs) {
    return new Linear(
        space,
        inputs,
        outputs,
        new Initializer.UniformFanIn(),
        Optional.of(new Initializer.Uniform(1 / Math.sqrt((double) inputs))));
  }

  /** A layer whose bias is 0 and whose weights are uniform in {@code +-1 / sqrt(outputs)}. */
  public static Linear uniformByOutputs(TensorSpace space, long inputs, long outputs) {
    return new Linear(
        space,
        inputs,
        outputs,
        new Initializer.Uniform(1 / Math.sqrt((double) outputs)),
        Optional.of(new Initializer.Constant(0)));
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
