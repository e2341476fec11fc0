package io.kinespark.models.sdcom;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution2d;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A bottleneck of fixed width under torchvision's names: {@code conv1} 1x1, {@code conv2} 3x3 with
 * the stride, {@code conv3} 1x1, each with its {@code bn}, and {@code downsample.0} and {@code .1}
 * where the shapes of input and output differ.
 */
final class StaticBottleneck extends FrameLayer {
  static final int EXPANSION = 4;

  private final Convolution2d reduce;
  private final BatchNorm reduceNorm;
  private final Convolution2d spatial;
  private final BatchNorm spatialNorm;
  private final Convolution2d expand;
  private final BatchNorm expandNorm;
  private final Optional<Projection> projection;

  StaticBottleneck(TensorSpace space, int inputs, int planes, int stride) {
    int outputs = planes * EXPANSION;
    this.reduce =
        child("conv1", new Convolution2d(space, ConvolutionGeometry.pointwise(inputs, planes, 1)));
    this.reduceNorm = child("bn1", BatchNorm.ofMaps(space, planes));
    this.spatial =
        child(
            "conv2",
            new Convolution2d(space, ConvolutionGeometry.threeByThree(planes, planes, stride, 1)));
    this.spatialNorm = child("bn2", BatchNorm.ofMaps(space, planes));
    this.expand =
        child("conv3", new Convolution2d(space, ConvolutionGeometry.pointwise(planes, outputs, 1)));
    this.expandNorm = child("bn3", BatchNorm.ofMaps(space, outputs));
    this.projection =
        stride != 1 || inputs != outputs
            ? Optional.of(
                child(
                    "downsample",
                    new Projection(space, ConvolutionGeometry.pointwise(inputs, outputs, stride))))
            : Optional.empty();
  }

  @Override
  Tensor forward(Tensor input, ForwardPass pass) {
    Tensor reduced = reduceNorm.forward(reduce.forward(input, pass)).relu_();
    Tensor filtered = spatialNorm.forward(spatial.forward(reduced, pass)).relu_();
    Tensor expanded = expandNorm.forward(expand.forward(filtered, pass));
    Tensor shortcut = projection.map(module -> module.forward(input, pass)).orElse(input);
    return expanded.add_(shortcut).relu_();
  }

  private static final class Projection extends NetworkModule {
    private final Convolution2d convolution;
    private final BatchNorm norm;

    Projection(TensorSpace space, ConvolutionGeometry geometry) {
      this.convolution = child("0", new Convolution2d(space, geometry));
      this.norm = child("1", BatchNorm.ofMaps(space, geometry.outputs()));
    }

    Tensor forward(Tensor input, ForwardPass pass) {
      return norm.forward(convolution.forward(input, pass));
    }
  }
}
