package io.kinespark.models.dsanet;

import io.kinespark.models.nn.Extent;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Pools over volumes {@code [N, C, T, H, W]} and over frames {@code [N, C, H, W]}. Both are
 * computed by planar pools: a pool that spans no frames sees frames as channels, and maxima over
 * time and over the plane are taken one after the other.
 */
final class MapPool {
  private static final long[] DENSE = {1, 1};

  private MapPool() {}

  /**
   * Maxima, nothing around the maps being one.
   *
   * @param maps volumes, or frames for which the extents along time are not used
   */
  static Tensor maximum(Tensor maps, Extent kernel, Extent stride, Extent padding) {
    boolean planar = kernel.height() > 1 || kernel.width() > 1;
    Tensor flat = planar ? planarMaximum(maps, kernel, stride, padding) : maps;
    boolean temporal = maps.dim() == 5 && (kernel.time() > 1 || stride.time() > 1);
    return temporal ? temporalMaximum(flat, kernel, stride, padding) : flat;
  }

  private static Tensor planarMaximum(Tensor maps, Extent kernel, Extent stride, Extent padding) {
    return overPlanes(
        maps,
        planes ->
            torch.max_pool2d(planes, plane(kernel), plane(stride), plane(padding), DENSE, false));
  }

  private static Tensor temporalMaximum(
      Tensor volumes, Extent kernel, Extent stride, Extent padding) {
    long height = volumes.size(3);
    long width = volumes.size(4);
    Tensor pooled =
        torch.max_pool2d(
            volumes.reshape(volumes.size(0), volumes.size(1), volumes.size(2), height * width),
            new long[] {kernel.time(), 1},
            new long[] {stride.time(), 1},
            new long[] {padding.time(), 0},
            DENSE,
            false);
    return pooled.view(volumes.size(0), volumes.size(1), pooled.size(2), height, width);
  }

  /**
   * Means of {@code side x side} windows without padding, cut off at the border, moved by {@code
   * side}.
   */
  static Tensor blockMeans(Tensor maps, long side) {
    return overPlanes(maps, planes -> means(planes, side, side, 0, true, false));
  }

  /** Means of 3x3 windows moved by {@code stride}, the zeros around the maps being counted. */
  static Tensor windowMeans(Tensor maps, long stride) {
    return overPlanes(maps, planes -> means(planes, 3, stride, 1, false, true));
  }

  private static Tensor means(
      Tensor planes, long side, long stride, long padding, boolean ceiling, boolean countPadding) {
    return torch.avg_pool2d(
        planes,
        new long[] {side, side},
        new long[] {stride, stride},
        new long[] {padding, padding},
        ceiling,
        countPadding,
        new LongOptional());
  }

  private static Tensor overPlanes(Tensor maps, UnaryOperator<Tensor> pool) {
    if (maps.dim() == 4) {
      return pool.apply(maps);
    }
    Tensor pooled = pool.apply(maps.flatten(1, 2));
    return pooled.view(maps.size(0), maps.size(1), maps.size(2), pooled.size(2), pooled.size(3));
  }

  private static long[] plane(Extent extent) {
    return new long[] {extent.height(), extent.width()};
  }
}
