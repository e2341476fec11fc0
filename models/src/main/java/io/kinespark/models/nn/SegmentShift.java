package io.kinespark.models.nn;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Moves tensors along an axis of segments, frames or snippets, zeros coming in. */
public final class SegmentShift {
  private SegmentShift() {}

  /**
   * {@code y[.., i, ..] = x[.., i - shift, ..]}, zero where that is outside.
   *
   * @param axis of the segments, from 0
   * @param shift positive to later segments, negative to earlier ones, 0 for none
   */
  public static Tensor shifted(Tensor input, int axis, long shift) {
    if (shift == 0) {
      return input;
    }
    int after = Math.toIntExact(input.dim()) - 1 - axis;
    long[] padding = new long[2 * after + 2];
    padding[2 * after] = shift;
    padding[2 * after + 1] = -shift;
    return torch.constant_pad_nd(input, padding);
  }
}
