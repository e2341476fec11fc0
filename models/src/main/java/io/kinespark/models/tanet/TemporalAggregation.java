package io.kinespark.models.tanet;

import io.kinespark.models.nn.SegmentShift;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The adaptive temporal convolution as a direct sum of K shifted products. The weight of tap k,
 * {@code kappa[n,c,k] * lambda[n,c,t]}, is small, so only the product with the maps and the shift
 * along time touch whole maps, and the backward pass needs no other map than the input.
 *
 * @param kernelSize K
 * @param padding P
 */
record TemporalAggregation(int kernelSize, int padding) {
  /**
   * The aggregated maps in the memory layout of {@code frames}.
   *
   * @param frames {@code [N*T, C, H, W]}, contiguous or channels-last
   * @param kernel kappa {@code [N, C, K]}
   * @param importance lambda {@code [N, C, T]}
   */
  Tensor apply(Tensor frames, Tensor kernel, Tensor importance) {
    long clips = importance.size(0);
    long channels = importance.size(1);
    long segments = importance.size(2);
    long height = frames.size(2);
    long width = frames.size(3);
    Tensor byTime = importance.transpose(1, 2);
    if (frames.is_contiguous(MemoryFormat.ChannelsLast)) {
      Tensor maps = frames.permute(0, 2, 3, 1).view(clips, segments, height * width, channels);
      Tensor sum = sumOfTaps(maps, kernel, byTime, 2);
      return sum.view(clips * segments, height, width, channels).permute(0, 3, 1, 2);
    }
    Tensor maps = frames.reshape(clips, segments, channels, height * width);
    Tensor sum = sumOfTaps(maps, kernel, byTime, 3);
    return sum.view(clips * segments, channels, height, width);
  }

  /**
   * {@code maps} is {@code [N, T, A, B]} with channels in A or B; {@code pixels} is the other axis.
   */
  private Tensor sumOfTaps(Tensor maps, Tensor kernel, Tensor byTime, long pixels) {
    Tensor sum = tap(maps, kernel, byTime, padding, pixels);
    for (int k = 0; k < kernelSize; k++) {
      if (k != padding) {
        Tensor product = tap(maps, kernel, byTime, k, pixels);
        sum = sum.add_(SegmentShift.shifted(product, 1, padding - k));
      }
    }
    return sum;
  }

  private static Tensor tap(Tensor maps, Tensor kernel, Tensor byTime, int k, long pixels) {
    Tensor weight = byTime.mul(kernel.select(2, k).unsqueeze(1)).unsqueeze(pixels);
    return maps.mul(weight);
  }
}
