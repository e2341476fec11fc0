package io.kinespark.models.dsanet;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Convolution3d;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.NormSettings;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.VolumeGeometry;
import java.util.List;

/** 3-D layers in the order of {@code backbones/resnet_i3d.py}. */
record VolumeLayers(TensorSpace space) implements MapLayers {
  @Override
  public Layer convolution(VolumeGeometry geometry) {
    return Convolution3d.unbiased(space, geometry);
  }

  @Override
  public BatchNorm norm(long channels, NormSettings settings) {
    return BatchNorm.ofVolumes(space, channels, settings);
  }

  @Override
  public List<String> bottleneckOrder() {
    return List.of("downsample", "conv1", "conv2", "bn1", "bn2", "bn3", "conv3");
  }

  @Override
  public List<String> basicOrder() {
    return List.of("conv1", "bn1", "bn2", "conv2", "downsample");
  }
}
