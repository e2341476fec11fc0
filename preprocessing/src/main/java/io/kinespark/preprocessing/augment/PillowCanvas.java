package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;

/** {@link Interpolation#PILLOW}. */
final class PillowCanvas implements FrameCanvas {

  private final TransformPlan plan;
  private byte[] resized = new byte[0];

  PillowCanvas(TransformPlan plan) {
    this.plan = plan;
  }

  @Override
  public void load(RgbFrame frame) {
    resized = resize(frame.rgb(), plan.frame(), plan.resized());
  }

  @Override
  public void render(CropView view, byte[] out, int at) {
    byte[] crop = new byte[view.box().size().rgbBytes()];
    PixelRows.crop(resized, plan.resized().width(), view.box(), crop);
    FrameSize size = plan.output();
    byte[] finished = resize(crop, view.box().size(), size);
    PixelRows.write(finished, size.width(), size.height(), view.mirrored(), out, at);
  }

  private static byte[] resize(byte[] rgb, FrameSize from, FrameSize to) {
    return from.equals(to) ? rgb : PillowBilinear.resize(rgb, from, to);
  }

  @Override
  public void close() {
    resized = new byte[0];
  }
}
