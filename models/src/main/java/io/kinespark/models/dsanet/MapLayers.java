package io.kinespark.models.dsanet;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.NormSettings;
import io.kinespark.models.nn.TensorSpace;
import io.kinespark.models.nn.VolumeGeometry;
import java.util.List;

/**
 * The layers of a backbone: 3-D ones over volumes {@code [B*U, C, T, H, W]} or 2-D ones over frames
 * {@code [B*U*T, C, H, W]}. The two networks of the original differ in nothing else but the order
 * in which their blocks register their parts.
 */
public sealed interface MapLayers permits VolumeLayers, FrameLayers {
  /** A convolution without bias. */
  Layer convolution(VolumeGeometry geometry);

  /** A batch norm with the tensor library's constants. */
  default BatchNorm norm(long channels) {
    return norm(channels, NormSettings.standard());
  }

  /** A batch norm. */
  BatchNorm norm(long channels, NormSettings settings);

  /** The names of a bottleneck's parts in the order of the original's state dict. */
  List<String> bottleneckOrder();

  /** The names of a basic block's parts in the order of the original's state dict. */
  List<String> basicOrder();

  /** Layers over volumes. */
  static MapLayers ofVolumes(TensorSpace space) {
    return new VolumeLayers(space);
  }

  /** Layers over frames. */
  static MapLayers ofFrames(TensorSpace space) {
    return new FrameLayers(space);
  }
}
