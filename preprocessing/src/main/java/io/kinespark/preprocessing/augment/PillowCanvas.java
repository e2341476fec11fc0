package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.Picture;
import io.kinespark.preprocessing.video.RgbPixels;
import io.kinespark.preprocessing.video.VideoRejectedException;

/** {@link Interpolation#PILLOW}. */
final class PillowCanvas implements FrameCanvas {

  private final TransformPlan plan;
  private final CropSource source;
  private byte[] pixels = new byte[0];

  PillowCanvas(TransformPlan plan) {
    this.plan = plan;
    this.source = plan.source();
  }

  @Override
  public void load(Picture picture) throws VideoRejectedException {
    CropBox region = source.region();
    try (RgbPixels part = picture.pixels(region.x(), region.y(), region.size())) {
      pixels = part.toBytes();
    }
    if (plan.resizesFirst()) {
      pixels = resize(pixels, plan.frame(), plan.resized());
    }
  }

  @Override
  public void render(CropView view, byte[] out, int at) {
    byte[] crop = new byte[view.box().size().rgbBytes()];
    PixelRows.crop(pixels, source.size().width(), source.place(view), crop);
    FrameSize size = plan.output();
    byte[] finished = resize(crop, view.box().size(), size);
    PixelRows.write(finished, size.width(), size.height(), view.mirrored(), out, at);
  }

  private static byte[] resize(byte[] rgb, FrameSize from, FrameSize to) {
    return from.equals(to) ? rgb : PillowBilinear.resize(rgb, from, to);
  }

  @Override
  public void close() {
    pixels = new byte[0];
  }
}
