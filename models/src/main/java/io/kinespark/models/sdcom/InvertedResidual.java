package io.kinespark.models.sdcom;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution2d;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.TensorSpace;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * MobileNetV2's block (arXiv 1801.04381, figure 4d): 1x1 expansion by t (left out for t = 1), 3x3
 * depthwise with the stride, both with ReLU6, then a linear 1x1; the input is added where the
 * shapes agree. Child {@code conv} with the layers under their numbers.
 */
final class InvertedResidual extends FrameLayer {
  private final Branch branch;
  private final boolean residual;

  InvertedResidual(TensorSpace space, int inputs, int outputs, int stride, int expansion) {
    this.branch = child("conv", new Branch(space, inputs, outputs, stride, expansion));
    this.residual = stride == 1 && inputs == outputs;
  }

  @Override
  Tensor forward(Tensor input, ForwardPass pass) {
    Tensor output = branch.forward(input, pass);
    return residual ? input.add(output) : output;
  }

  private static final class Branch extends NetworkModule {
    private final List<RectifiedConvolution> rectified;
    private final Convolution2d project;
    private final BatchNorm norm;

    Branch(TensorSpace space, int inputs, int outputs, int stride, int expansion) {
      int hidden = inputs * expansion;
      List<RectifiedConvolution> built = new ArrayList<>();
      if (expansion != 1) {
        built.add(
            new RectifiedConvolution(space, ConvolutionGeometry.pointwise(inputs, hidden, 1)));
      }
      built.add(
          new RectifiedConvolution(
              space, new ConvolutionGeometry(hidden, hidden, 3, stride, 1, 1, hidden)));
      this.rectified = List.copyOf(built);
      int next = 0;
      for (RectifiedConvolution layer : rectified) {
        child(Integer.toString(next++), layer);
      }
      this.project =
          child(
              Integer.toString(next++),
              new Convolution2d(space, ConvolutionGeometry.pointwise(hidden, outputs, 1)));
      this.norm = child(Integer.toString(next), BatchNorm.ofMaps(space, outputs));
    }

    Tensor forward(Tensor input, ForwardPass pass) {
      Tensor value = input;
      for (RectifiedConvolution layer : rectified) {
        value = layer.forward(value, pass);
      }
      return norm.forward(project.forward(value, pass));
    }
  }
}
