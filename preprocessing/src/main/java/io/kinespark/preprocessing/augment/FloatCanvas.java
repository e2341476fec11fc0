package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;

/** {@link Interpolation#FLOAT}: grey levels as numbers, rounded to bytes once, in the end. */
final class FloatCanvas implements FrameCanvas {

  private static final int MOST = 255;
  private static final float HALF = 0.5f;

  private final TransformPlan plan;
  private float[] resized = new float[0];

  FloatCanvas(TransformPlan plan) {
    this.plan = plan;
  }

  @Override
  public void load(RgbFrame frame) {
    byte[] rgb = frame.rgb();
    float[] levels = new float[rgb.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = rgb[i] & MOST;
    }
    resized = resize(levels, plan.frame(), plan.resized());
  }

  /** Writes one crop of the frame, {@code [H, W, 3]} grey levels from {@code at}. */
  void render(CropView view, float[] out, int at) {
    float[] crop = new float[view.box().size().rgbBytes()];
    PixelRows.crop(resized, plan.resized().width(), view.box(), crop);
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
    resized = new float[0];
  }
}
