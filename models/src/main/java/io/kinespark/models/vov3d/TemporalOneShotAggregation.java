package io.kinespark.models.vov3d;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution3d;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.VolumeGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * T-OSA, temporal one-shot aggregation ({@code models/vov3d_helper.py}, class
 * T_OSA_2plus1_Transform):
 *
 * <pre>
 * x_0 = x,  x_j = D_j(x_{j-1}),  j = 1 .. n       D_1 has the stride
 * y   = BN_c(c([x_0 where the stride is 1, x_1, ..., x_n]))      c 1x1x1 over the concatenation
 * </pre>
 *
 * <p>Every D_j is a {@link D2Plus1D} of half the inner width; the odd ones have squeeze-excitation.
 * Children {@code layers.0} ... {@code layers.n-1}, {@code c}, {@code c_bn}.
 */
public final class TemporalOneShotAggregation extends Branch {
  private static final long CHANNELS = 1;

  private final boolean aggregatesInput;
  private final Layers layers;
  private final Convolution3d aggregate;
  private final BatchNorm norm;

  /**
   * A module of that shape.
   *
   * @param convolutions n
   * @param seRatio of the squeeze-excitations
   */
  public TemporalOneShotAggregation(
      NormFactory norms, BlockShape shape, int convolutions, double seRatio) {
    this.aggregatesInput = shape.stride() == 1;
    this.layers = child("layers", new Layers(norms, shape, convolutions, seRatio));
    this.aggregate =
        child(
            "c",
            Convolution3d.unbiased(
                norms.space(),
                VolumeGeometry.pointwise(
                    aggregatedChannels(shape, convolutions), shape.outputs(), Extent.ONE)));
    this.norm = child("c_bn", norms.closing(shape.outputs()));
  }

  /** Channels of the concatenation in a module of that shape. */
  public static int aggregatedChannels(BlockShape shape, int convolutions) {
    int own = convolutions * (shape.inner() / 2);
    return shape.stride() == 1 ? own + shape.inputs() : own;
  }

  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    List<Tensor> features = new ArrayList<>();
    if (aggregatesInput) {
      features.add(input);
    }
    Tensor value = input;
    for (D2Plus1D layer : layers.modules) {
      value = layer.forward(value, pass);
      features.add(value);
    }
    Tensor concatenated = torch.cat(new TensorVector(features.toArray(Tensor[]::new)), CHANNELS);
    Tensor output = norm.forward(aggregate.forward(concatenated, pass));
    pass.observer().value(this, "", output);
    return output;
  }

  /** The D(2+1)D modules, named {@code 0}, {@code 1}, ... */
  private static final class Layers extends NetworkModule {
    private final List<D2Plus1D> modules;

    Layers(NormFactory norms, BlockShape shape, int convolutions, double seRatio) {
      int half = shape.inner() / 2;
      List<D2Plus1D> built = new ArrayList<>();
      for (int j = 0; j < convolutions; j++) {
        D2Plus1D.Shape own =
            j == 0
                ? new D2Plus1D.Shape(shape.inputs(), shape.inner(), half, shape.stride())
                : new D2Plus1D.Shape(half, shape.inner(), half, 1);
        Optional<Double> gate = j % 2 == 0 ? Optional.of(seRatio) : Optional.empty();
        built.add(child(Integer.toString(j), new D2Plus1D(norms, own, gate)));
      }
      this.modules = List.copyOf(built);
    }
  }
}
