package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A gated recurrent unit of one layer, from the zero state:
 *
 * <pre>
 * r = sigmoid(W_ir x + b_ir + W_hr h + b_hr)
 * z = sigmoid(W_iz x + b_iz + W_hz h + b_hz)
 * n = tanh(W_in x + b_in + r * (W_hn h + b_hn))
 * h' = (1 - z) * n + z * h
 * </pre>
 *
 * written in linear layers, so that gradients of gradients exist on every device. Entries {@code
 * weight_ih_l0}, {@code weight_hh_l0}, {@code bias_ih_l0}, {@code bias_hh_l0}, each with the rows
 * of r, z and n in this order.
 */
public final class Gru extends NetworkModule {
  private static final int GATES = 3;

  private final long inputs;
  private final long hidden;
  private final TensorSpace space;
  private final Parameter inputWeight;
  private final Parameter hiddenWeight;
  private final Parameter inputBias;
  private final Parameter hiddenBias;

  /** A unit initialised by the tensor library's default, uniform in {@code +-1 / sqrt(hidden)}. */
  public Gru(TensorSpace space, long inputs, long hidden) {
    this.space = space;
    this.inputs = inputs;
    this.hidden = hidden;
    this.inputWeight = register("weight_ih_l0", parameter(ParameterRole.LINEAR_WEIGHT, inputs));
    this.hiddenWeight = register("weight_hh_l0", parameter(ParameterRole.LINEAR_WEIGHT, hidden));
    this.inputBias = register("bias_ih_l0", parameter(ParameterRole.LINEAR_BIAS));
    this.hiddenBias = register("bias_hh_l0", parameter(ParameterRole.LINEAR_BIAS));
  }

  private Parameter parameter(ParameterRole role, long... columns) {
    long[] shape = new long[1 + columns.length];
    shape[0] = GATES * hidden;
    System.arraycopy(columns, 0, shape, 1, columns.length);
    return new Parameter(
        role, new Initializer.Uniform(1 / Math.sqrt((double) hidden)), space, shape);
  }

  /** The states after each step of {@code sequences [B, T, inputs]}: {@code [B, T, hidden]}. */
  public Tensor forward(Tensor sequences, ForwardPass pass) {
    long steps = sequences.size(1);
    Tensor fromInputs = linear(sequences, inputWeight, inputBias);
    Tensor state = space.zeros(sequences.size(0), hidden);
    TensorVector states = new TensorVector();
    for (long step = 0; step < steps; step++) {
      state = next(fromInputs.select(1, step), linear(state, hiddenWeight, hiddenBias), state);
      states.push_back(state);
    }
    Tensor output = torch.stack(states, 1);
    pass.observer().layer(this, output.numel() * GATES * (inputs + hidden), output);
    return output;
  }

  private Tensor next(Tensor fromInput, Tensor fromState, Tensor state) {
    Tensor reset = gate(fromInput, 0).add(gate(fromState, 0)).sigmoid();
    Tensor update = gate(fromInput, 1).add(gate(fromState, 1)).sigmoid();
    Tensor candidate = gate(fromInput, 2).add(reset.mul(gate(fromState, 2))).tanh();
    return candidate.add(update.mul(state.sub(candidate)));
  }

  private Tensor gate(Tensor rows, long index) {
    return rows.narrow(1, index * hidden, hidden);
  }

  private static Tensor linear(Tensor input, Parameter weight, Parameter bias) {
    return torch.linear(input, weight.tensor(), new TensorOptional(bias.tensor()));
  }
}
