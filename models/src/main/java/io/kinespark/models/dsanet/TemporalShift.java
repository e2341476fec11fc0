package io.kinespark.models.dsanet;

import io.kinespark.models.nn.ForwardPass;
import io.kinespark.models.nn.Layer;
import io.kinespark.models.nn.SegmentShift;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A layer of frames that sees an eighth (1 / divisor) of the channels of the next frame and as many
 * of the frame before in place of the frame's own, zeros at the snippet's ends (TSM, arXiv
 * 1811.08383; {@code TemporalShift} of {@code backbones/resnet_tsm.py}). Child {@code net}.
 */
final class TemporalShift extends Layer {
  private static final int TIME_AXIS = 1;
  private static final int CHANNEL_AXIS = 2;

  private final long frames;
  private final int divisor;
  private final Layer net;

  /**
   * A shift before {@code net}.
   *
   * @param frames T, frames of a snippet
   */
  TemporalShift(Layer net, int frames, int divisor) {
    this.frames = frames;
    this.divisor = divisor;
    this.net = child("net", net);
  }

  /** {@code input [N*T, C, H, W]}, the frames of a snippet in consecutive rows. */
  @Override
  public Tensor forward(Tensor input, ForwardPass pass) {
    return net.forward(shifted(input), pass);
  }

  private Tensor shifted(Tensor input) {
    long channels = input.size(1);
    long fold = channels / divisor;
    Tensor clips = input.view(-1, frames, channels, input.size(2), input.size(3));
    Tensor fromNext = SegmentShift.shifted(clips.narrow(CHANNEL_AXIS, 0, fold), TIME_AXIS, -1);
    Tensor fromLast = SegmentShift.shifted(clips.narrow(CHANNEL_AXIS, fold, fold), TIME_AXIS, 1);
    Tensor own = clips.narrow(CHANNEL_AXIS, 2 * fold, channels - 2 * fold);
    return torch
        .cat(new TensorVector(fromNext, fromLast, own), CHANNEL_AXIS)
        .reshape(input.size(0), channels, input.size(2), input.size(3));
  }
}
