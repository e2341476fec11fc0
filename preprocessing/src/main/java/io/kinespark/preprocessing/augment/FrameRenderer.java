package io.kinespark.preprocessing.augment;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.RgbFrame;
import java.util.IdentityHashMap;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Makes the pixels of a plan with OpenCV: bilinear on unsigned bytes, half-pixel centres, no
 * antialiasing, as the original pipelines do. OpenCV is kept to the calling thread. A renderer
 * holds nothing native between calls and may be shared by threads.
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
    try (Canvas canvas = new Canvas(plan)) {
      for (int f = 0; f < frames.size(); f++) {
        RgbFrame frame = frames.get(f);
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
   * Resizes one frame.
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
            ColourChange.none());
    render(plan, List.of(frame), rgb, 0);
    return new RgbFrame(size, rgb);
  }

  /** The native pictures of one call, reused from frame to frame. */
  private static final class Canvas implements AutoCloseable {

    private final TransformPlan plan;
    private final Mat frame;
    private final Mat resized = new Mat();
    private final Mat scaled = new Mat();
    private final Mat finished = new Mat();
    private final Size resizedSize;
    private final Size outputSize;

    Canvas(TransformPlan plan) {
      this.plan = plan;
      this.frame = new Mat(plan.frame().height(), plan.frame().width(), CV_8UC3);
      this.resizedSize = new Size(plan.resized().width(), plan.resized().height());
      this.outputSize = new Size(plan.output().width(), plan.output().height());
    }

    void load(RgbFrame pixels) {
      if (!pixels.size().equals(plan.frame())) {
        throw new IllegalArgumentException(
            "A frame of %s in a sample of %s".formatted(pixels.size(), plan.frame()));
      }
      frame.data().put(pixels.rgb(), 0, pixels.rgb().length);
      if (!plan.resized().equals(plan.frame())) {
        resize(frame, resized, resizedSize, 0, 0, INTER_LINEAR);
      }
    }

    void render(CropView view, byte[] out, int at) {
      CropBox box = view.box();
      Mat source = plan.resized().equals(plan.frame()) ? frame : resized;
      try (Rect rect = new Rect(box.x(), box.y(), box.width(), box.height());
          Mat crop = new Mat(source, rect)) {
        Mat sized = crop;
        if (!box.size().equals(plan.output())) {
          resize(crop, scaled, outputSize, 0, 0, INTER_LINEAR);
          sized = scaled;
        }
        if (view.mirrored()) {
          flip(sized, finished, 1);
          sized = finished;
        } else if (!sized.isContinuous()) {
          sized.copyTo(finished);
          sized = finished;
        }
        sized.data().get(out, at, plan.output().rgbBytes());
      }
    }

    @Override
    public void close() {
      frame.close();
      resized.close();
      scaled.close();
      finished.close();
      resizedSize.close();
      outputSize.close();
    }
  }
}
