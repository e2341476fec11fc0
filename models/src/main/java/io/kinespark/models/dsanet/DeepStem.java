package io.kinespark.models.dsanet;

import io.kinespark.models.nn.BatchNorm;
import io.kinespark.models.nn.Extent;
import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.VolumeGeometry;
import org.bytedeco.pytorch.Tensor;

/**
 * A stem of three 1x3x3 convolutions of w, w and 2w channels, the first one of stride 2, in place
 * of one 7x7 convolution ({@code deep_stem}); the last one's norm is the backbone's {@code bn1}.
 * Children {@code 0}, {@code 3} and {@code 6} (convolutions), {@code 1} and {@code 4} (norms).
 */
final class DeepStem extends Layer {
  private static final Extent KERNEL = Extent.of(1, 3);

  private final Layer first;
  private final BatchNorm firstNorm;
  private final Layer second;
  private final BatchNorm secondNorm;
  private final Layer third;

  /**
   * A stem over RGB maps.
   *
   * @param width w
   */
  DeepStem(MapLayers layers, int width) {
    this.first =
        child("0", layers.convolution(VolumeGeometry.full(3, width, KERNEL, Extent.of(1, 2))));
    this.firstNorm = child("1", layers.norm(width));
    this.second =
        child("3", layers.convolution(VolumeGeometry.full(width, width, KERNEL, Extent.ONE)));
    this.secondNorm = child("4", layers.norm(width));
    this.third =
        child("6", layers.convolution(VolumeGeometry.full(width, 2L * width, KERNEL, Extent.ONE)));
  }

  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    Tensor maps = firstNorm.forward(first.forward(input, pass)).relu_();
    maps = secondNorm.forward(second.forward(maps, pass)).relu_();
    return third.forward(maps, pass);
  }
}
