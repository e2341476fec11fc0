package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.Picture;
import io.kinespark.preprocessing.video.RgbFrame;
import io.kinespark.preprocessing.video.RgbPixels;
import io.kinespark.preprocessing.video.VideoRejectedException;

/** {@link Interpolation#FLOAT}: grey levels as numbers, rounded to bytes once, in the end. */
final class FloatCanvas implements FrameCanvas {

  private static final int MOST = 255;
  private static final float HALF = 0.5f;

  private final TransformPlan plan;
  private final CropSource source;
  private float[] pixels = new float[0];

  FloatCanvas(TransformPlan plan) {
    this.plan = plan;
    this.source = plan.source();
  }

  @Override
  public void load(Picture picture) throws VideoRejectedException {
    CropBox region = source.region();
    try (RgbPixels part = picture.pixels(region.x(), region.y(), region.size())) {
      load(part);
    }
  }

  /** Takes a frame that cannot fail to convert. */
  void load(RgbFrame frame) {
    CropBox region = source.region();
    try (RgbPixels part = frame.pixels(region.x(), region.y(), region.size())) {
      load(part);
    }
  }

  private void load(RgbPixels part) {
    byte[] rgb = part.toBytes();
    pixels = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      pixels[i] = rgb[i] & MOST;
    }
    if (plan.resizesFirst()) {
      pixels = resize(pixels, plan.frame(), plan.resized());
    }
  }

  /** Writes one crop of the frame, {@code [H, W, 3]} grey levels from {@code at}. */
  void render(CropView view, float[] out, int at) {
    float[] crop = new float[view.box().size().rgbBytes()];
    PixelRows.crop(pixels, source.size().width(), source.place(view), crop);
    FrameSize size = plan.output();
    float[] finished = resize(crop, view.box().size(), size);
    PixelRows.write(finished, size.width(), size.height(), view.mirrored(), out, at);
  }

  @Override
  public void render(CropView view, byte[] out, int at) {
    float[] levels = new float[plan.output().rgbBytes()];
    render(view, levels, 0);
    for (int i = 0; i < levels.length; i++) {
      out[at + i] = (byte) (int) (levels[i] + HALF);
    }
  }

  private static float[] resize(float[] levels, FrameSize from, FrameSize to) {
    return from.equals(to) ? levels : FloatBilinear.resize(levels, from, to);
  }

  @Override
  public void close() {
    pixels = new float[0];
  }
}
