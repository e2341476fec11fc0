package io.kinespark.models.vov3d;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution3d;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.VolumeGeometry;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The depthwise bottleneck D(2+1)D with its 3x3x3 convolution factorised ({@code
 * models/vov3d_helper.py}, class D_2plus1_D_bottlenck):
 *
 * <pre>
 * u = b2(b1(ReLU(BN(a(x)))))          a 1x1x1, b1 1x3x3 depthwise, b2 3x1x1 depthwise
 * v = BN_c(c(swish(SE(BN_b(u)))))     c 1x1x1
 * y = ReLU(v + x) where x has the shape of v, else ReLU(v)
 * </pre>
 *
 * <p>Children {@code a}, {@code b1}, {@code b2}, {@code b_bn}, {@code se} where it has one, {@code
 * c}.
 */
public final class D2Plus1D extends NetworkModule {
  private static final Extent SPATIAL = new Extent(1, 3, 3);
  private static final Extent TEMPORAL = new Extent(3, 1, 1);

  /**
   * The shape of a D(2+1)D.
   *
   * @param inputs d, its input channels
   * @param inner w, channels between the 1x1x1 convolutions
   * @param outputs h
   * @param stride of b1 along height and width
   */
  public record Shape(int inputs, int inner, int outputs, int stride) {
    /** Whether the input is added to the result. */
    public boolean residual() {
      return inputs == outputs && stride == 1;
    }
  }

  private final Shape shape;
  private final ConvNorm3d reduce;
  private final Convolution3d spatial;
  private final Convolution3d temporal;
  private final BatchNorm norm;
  private final Optional<SqueezeExcitation> gate;
  private final ConvNorm3d project;

  /**
   * A module of that shape.
   *
   * @param seRatio of its squeeze-excitation, if it has one
   */
  public D2Plus1D(NormFactory norms, Shape shape, Optional<Double> seRatio) {
    this.shape = shape;
    int inner = shape.inner();
    this.reduce =
        child(
            "a",
            new ConvNorm3d(norms, VolumeGeometry.pointwise(shape.inputs(), inner, Extent.ONE)));
    this.spatial =
        child(
            "b1",
            Convolution3d.unbiased(
                norms.space(),
                VolumeGeometry.depthwise(inner, SPATIAL, Extent.of(1, shape.stride()))));
    this.temporal =
        child(
            "b2",
            Convolution3d.unbiased(
                norms.space(), VolumeGeometry.depthwise(inner, TEMPORAL, Extent.ONE)));
    this.norm = child("b_bn", norms.norm(inner));
    this.gate =
        seRatio.map(ratio -> child("se", new SqueezeExcitation(norms.space(), inner, ratio)));
    this.project =
        child(
            "c",
            new ConvNorm3d(norms, VolumeGeometry.pointwise(inner, shape.outputs(), Extent.ONE)));
  }

  /** {@code [N, d, T, H, W] -> [N, h, T, H/stride, W/stride]}. */
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor reduced = reduce.forward(input, pass).relu_();
    Tensor normalised = norm.forward(temporal.forward(spatial.forward(reduced, pass), pass));
    pass.observer().value(this, "b_bn", normalised);
    Tensor gated = gate.map(module -> module.forward(normalised, pass)).orElse(normalised);
    Tensor activated = torch.silu(gated);
    pass.observer().value(this, "b_relu", activated);
    Tensor projected = project.forward(activated, pass);
    return (shape.residual() ? projected.add_(input) : projected).relu_();
  }
}
