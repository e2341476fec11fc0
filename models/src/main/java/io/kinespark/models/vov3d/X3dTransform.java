package io.kinespark.models.vov3d;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution3d;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.VolumeGeometry;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * X3D's bottleneck ({@code models/resnet_helper.py}, class X3DTransform):
 *
 * <pre>
 * y = BN_c(c(swish(SE(BN_b(b(ReLU(BN_a(a(x)))))))))      a, c 1x1x1; b 3x3x3 depthwise
 * </pre>
 *
 * <p>Children {@code a}, {@code a_bn}, {@code b}, {@code b_bn}, {@code se} where it has one, {@code
 * c}, {@code c_bn}.
 */
public final class X3dTransform extends Branch {
  private static final Extent KERNEL = Extent.of(3, 3);

  private final Convolution3d reduce;
  private final BatchNorm reduceNorm;
  private final Convolution3d convolution;
  private final BatchNorm norm;
  private final Optional<SqueezeExcitation> gate;
  private final Convolution3d project;
  private final BatchNorm projectNorm;

  /**
   * A bottleneck of that shape.
   *
   * @param seRatio of its squeeze-excitation, if it has one
   */
  public X3dTransform(NormFactory norms, BlockShape shape, Optional<Double> seRatio) {
    int inner = shape.inner();
    this.reduce = child("a", pointwise(norms, shape.inputs(), inner));
    this.reduceNorm = child("a_bn", norms.norm(inner));
    this.convolution =
        child(
            "b",
            Convolution3d.unbiased(
                norms.space(),
                VolumeGeometry.depthwise(inner, KERNEL, Extent.of(1, shape.stride()))));
    this.norm = child("b_bn", norms.norm(inner));
    this.gate =
        seRatio.map(ratio -> child("se", new SqueezeExcitation(norms.space(), inner, ratio)));
    this.project = child("c", pointwise(norms, inner, shape.outputs()));
    this.projectNorm = child("c_bn", norms.closing(shape.outputs()));
  }

  private static Convolution3d pointwise(NormFactory norms, int inputs, int outputs) {
    return Convolution3d.unbiased(
        norms.space(), VolumeGeometry.pointwise(inputs, outputs, Extent.ONE));
  }

  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor reduced = reduceNorm.forward(reduce.forward(input, pass)).relu_();
    Tensor normalised = norm.forward(convolution.forward(reduced, pass));
    pass.observer().value(this, "b_bn", normalised);
    Tensor gated = gate.map(module -> module.forward(normalised, pass)).orElse(normalised);
    Tensor activated = torch.silu(gated);
    pass.observer().value(this, "b_relu", activated);
    Tensor output = projectNorm.forward(project.forward(activated, pass));
    pass.observer().value(this, "", output);
    return output;
  }
}
