package io.kinespark.models.dsanet;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution2d;
import io.kinespark.models.nn.ConvolutionGeometry;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.NormSettings;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.VolumeGeometry;
import java.util.List;

/** 2-D layers in the order of {@code backbones/resnet.py}. */
record FrameLayers(TensorSpace space) implements MapLayers {
  @Override
  public Layer convolution(VolumeGeometry geometry) {
    if (geometry.kernel().time() != 1 || geometry.stride().time() != 1) {
      throw new IllegalArgumentException(
          "a convolution of single frames cannot span or skip frames: " + geometry);
    }
    return new Convolution2d(
        space,
        new ConvolutionGeometry(
            geometry.inputs(),
            geometry.outputs(),
            geometry.kernel().height(),
            geometry.stride().height(),
            geometry.padding().height(),
            geometry.dilation().height(),
            geometry.groups()));
  }

  @Override
  public BatchNorm norm(long channels, NormSettings settings) {
    return BatchNorm.ofMaps(space, channels, settings);
  }

  @Override
  public List<String> bottleneckOrder() {
    return List.of("conv1", "conv2", "bn1", "bn2", "conv3", "bn3", "downsample");
  }

  @Override
  public List<String> basicOrder() {
    return List.of("conv1", "bn1", "conv2", "bn2", "downsample");
  }
}
