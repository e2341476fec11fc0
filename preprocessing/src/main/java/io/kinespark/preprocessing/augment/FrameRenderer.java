package io.kinespark.preprocessing.augment;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Makes the pixels of a plan, by the plan's {@link Interpolation}. OpenCV is kept to the calling
 * thread. A renderer holds nothing native between calls and may be shared by threads.
 */
public final class FrameRenderer {

  /** Makes a renderer. */
  public FrameRenderer() {
    setNumThreads(1);
  }

  /**
   * Renders every crop of every frame.
   *
   * @param plan what to do
   * @param frames the sample's frames, clips outermost, all of the plan's frame size; a frame that
   *     occurs several times (the same object) is worked on once
   * @param out where the crops go: {@code [crops, frames, H, W, 3]} from {@code offset}
   * @param offset index of the first byte
   * @throws IllegalArgumentException if a frame has another size or the output does not fit
   */
  public void render(TransformPlan plan, List<RgbFrame> frames, byte[] out, int offset) {
    int cropBytes = plan.output().rgbBytes();
    long needed = (long) plan.views().size() * frames.size() * cropBytes;
    if (offset < 0 || offset + needed > out.length) {
      throw new IllegalArgumentException(
          "The crops need %d bytes from %d, the array has %d"
              .formatted(needed, offset, out.length));
    }
    IdentityHashMap<RgbFrame, Integer> rendered = new IdentityHashMap<>();
    try (FrameCanvas canvas = canvas(plan)) {
      for (int f = 0; f < frames.size(); f++) {
        RgbFrame frame = frames.get(f);
        requireSize(frame, plan);
        Integer twin = rendered.putIfAbsent(frame, f);
        if (twin == null) {
          canvas.load(frame);
        }
        for (int v = 0; v < plan.views().size(); v++) {
          int at = offset + (v * frames.size() + f) * cropBytes;
          if (twin == null) {
            canvas.render(plan.views().get(v), out, at);
          } else {
            int from = offset + (v * frames.size() + twin) * cropBytes;
            System.arraycopy(out, from, out, at, cropBytes);
          }
        }
      }
    }
    plan.colour().apply(out, offset, Math.toIntExact(needed));
  }

  /**
   * Renders every crop of every frame without the rounding to bytes, and without any change of
   * colours.
   *
   * @param plan what to do, of {@link Interpolation#FLOAT}
   * @param frames the sample's frames, clips outermost, all of the plan's frame size
   * @return grey levels 0 to 255, {@code [crops, frames, H, W, 3]}
   * @throws IllegalArgumentException if a frame has another size, or the plan resizes bytes
   */
  public float[] renderLevels(TransformPlan plan, List<RgbFrame> frames) {
    if (plan.interpolation() != Interpolation.FLOAT) {
      throw new IllegalArgumentException(
          "Only FLOAT interpolation has levels between bytes, not " + plan.interpolation());
    }
    int cropValues = plan.output().rgbBytes();
    float[] out = new float[Math.multiplyExact(plan.views().size() * frames.size(), cropValues)];
    try (FloatCanvas canvas = new FloatCanvas(plan)) {
      for (int f = 0; f < frames.size(); f++) {
        requireSize(frames.get(f), plan);
        canvas.load(frames.get(f));
        for (int v = 0; v < plan.views().size(); v++) {
          canvas.render(plan.views().get(v), out, (v * frames.size() + f) * cropValues);
        }
      }
    }
    return out;
  }

  /**
   * Resizes one frame with OpenCV.
   *
   * @param frame the frame
   * @param size the size wanted
   * @return the resized frame, or the frame itself if it has that size
   */
  public RgbFrame resizeTo(RgbFrame frame, FrameSize size) {
    if (frame.size().equals(size)) {
      return frame;
    }
    byte[] rgb = new byte[size.rgbBytes()];
    TransformPlan plan =
        new TransformPlan(
            frame.size(),
            size,
            List.of(CropView.of(new CropBox(0, 0, size.width(), size.height()))),
            size,
            LabelSwap.none(),
            ColourChange.none(),
            Interpolation.OPENCV);
    render(plan, List.of(frame), rgb, 0);
    return new RgbFrame(size, rgb);
  }

  private static FrameCanvas canvas(TransformPlan plan) {
    if (!plan.resizes()) {
      return new OpenCvCanvas(plan);
    }
    return switch (plan.interpolation()) {
      case OPENCV -> new OpenCvCanvas(plan);
      case PILLOW -> new PillowCanvas(plan);
      case FLOAT -> new FloatCanvas(plan);
    };
  }

  private static void requireSize(RgbFrame frame, TransformPlan plan) {
    if (!frame.size().equals(plan.frame())) {
      throw new IllegalArgumentException(
          "A frame of %s in a sample of %s".formatted(frame.size(), plan.frame()));
    }
  }
}
