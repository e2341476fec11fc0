package io.kinespark.models.vov3d;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution3d;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.VolumeGeometry;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * The residual block {@code y = ReLU(shortcut(x) + branch2(x))} ({@code models/resnet_helper.py},
 * class ResBlock). The shortcut is {@code BN(1x1x1 convolution)} where the shape changes, children
 * {@code branch1} and {@code branch1_bn}, and the identity otherwise.
 */
public final class ResBlock extends NetworkModule {
  private final Optional<Projection> projection;
  private final Branch branch;

  private record Projection(Convolution3d convolution, BatchNorm norm) {
    Tensor forward(Tensor input, ForwardPass pass) {
      return norm.forward(convolution.forward(input, pass));
    }
  }

  /** The block around the branch that {@code factory} makes for the block of that index. */
  public ResBlock(NormFactory norms, BlockShape shape, BranchFactory factory, int index) {
    this.projection = shape.projected() ? Optional.of(projection(norms, shape)) : Optional.empty();
    this.branch = child("branch2", factory.create(norms, shape, index));
  }

  private Projection projection(NormFactory norms, BlockShape shape) {
    return new Projection(
        child(
            "branch1",
            Convolution3d.unbiased(
                norms.space(),
                VolumeGeometry.pointwise(
                    shape.inputs(), shape.outputs(), Extent.of(1, shape.stride())))),
        child("branch1_bn", norms.norm(shape.outputs())));
  }

  /** {@code [N, C, T, H, W] -> [N, D, T, H/stride, W/stride]}. */
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor shortcut = projection.map(module -> module.forward(input, pass)).orElse(input);
    return branch.forward(input, pass).add_(shortcut).relu_();
  }
}
