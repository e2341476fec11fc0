package io.kinespark.models.dsanet;

import io.kinespark.models.nn.Extent;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Pools over height and width of volumes {@code [N, C, T, H, W]} and of frames {@code [N, C, H,
 * W]}.
 */
final class SpatialPool {
  private SpatialPool() {}

  /**
   * Maxima.
   *
   * @param kernel whose first extent is used on volumes only, as those of the others
   */
  static Tensor maximum(Tensor maps, Extent kernel, Extent stride, Extent padding) {
    return isFrames(maps)
        ? torch.max_pool2d(
            maps, plane(kernel), plane(stride), plane(padding), plane(Extent.ONE), false)
        : torch.max_pool3d(
            maps, kernel.values(), stride.values(), padding.values(), Extent.ONE.values(), false);
  }

  /**
   * Means of {@code side x side} windows without padding, cut off at the border, moved by {@code
   * side}.
   */
  static Tensor blockMeans(Tensor maps, long side) {
    return means(maps, Extent.of(1, side), Extent.of(1, side), Extent.ZERO, true, false);
  }

  /** Means of 3x3 windows moved by {@code stride}, the zeros around the maps being counted. */
  static Tensor windowMeans(Tensor maps, long stride) {
    return means(maps, Extent.of(1, 3), Extent.of(1, stride), Extent.of(0, 1), false, true);
  }

  private static Tensor means(
      Tensor maps,
      Extent kernel,
      Extent stride,
      Extent padding,
      boolean ceiling,
      boolean countPadding) {
    return isFrames(maps)
        ? torch.avg_pool2d(
            maps,
            plane(kernel),
            plane(stride),
            plane(padding),
            ceiling,
            countPadding,
            new LongOptional())
        : torch.avg_pool3d(
            maps,
            kernel.values(),
            stride.values(),
            padding.values(),
            ceiling,
            countPadding,
            new LongOptional());
  }

  private static boolean isFrames(Tensor maps) {
    return maps.dim() == 4;
  }

  private static long[] plane(Extent extent) {
    return new long[] {extent.height(), extent.width()};
  }
}
