package io.kinespark.models.sdcom;

import io.kinespark.models.nn.FixedWeight;
import io.kinespark.models.nn.NetworkModule;
import io.kinespark.models.nn.SegmentShift;
import io.kinespark.models.nn.TensorSpace;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The temporal shift of {@code tsm-resnet50} (SDCOM {@code DyShiftModule}, {@code
 * lib/arch/dy_tsmresnet.py}): of C channels the first C/8 come from the next frame, the following
 * C/8 from the frame before, and the rest stay; zero beyond the clip.
 *
 * <p>The released code computes the shifted maps and returns its input, so by default this module
 * does too. The entry {@code conv.weight [c, 1, 3]} is in its checkpoints; it is kept and not used.
 */
final class ChannelShift extends NetworkModule {
  private static final long FOLDS = 8;
  private static final long TAPS = 3;

  private final boolean active;

  ChannelShift(TensorSpace space, long channels, boolean active) {
    this.active = active;
    child("conv", new FixedWeight(space, channels, 1, TAPS));
  }

  /** The maps {@code [N*T, C, H, W]}, shifted along T if this module is active. */
  Tensor forward(Tensor frames, long framesPerClip) {
    if (!active) {
      return frames;
    }
    long channels = frames.size(1);
    long fold = channels / FOLDS;
    Tensor clips =
        frames.reshape(
            frames.size(0) / framesPerClip,
            framesPerClip,
            channels,
            frames.size(2),
            frames.size(3));
    TensorVector parts =
        new TensorVector(
            SegmentShift.shifted(clips.narrow(2, 0, fold), 1, -1),
            SegmentShift.shifted(clips.narrow(2, fold, fold), 1, 1),
            clips.narrow(2, 2 * fold, channels - 2 * fold));
    return torch.cat(parts, 2).reshape(frames.size(0), channels, frames.size(2), frames.size(3));
  }
}
