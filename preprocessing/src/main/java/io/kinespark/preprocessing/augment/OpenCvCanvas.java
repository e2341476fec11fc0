package io.kinespark.preprocessing.augment;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinespark.preprocessing.video.RgbFrame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/** {@link Interpolation#OPENCV}: native pictures, reused from frame to frame. */
final class OpenCvCanvas implements FrameCanvas {

  private final TransformPlan plan;
  private final Mat frame;
  private final Mat resized = new Mat();
  private final Mat scaled = new Mat();
  private final Mat finished = new Mat();
  private final Size resizedSize;
  private final Size outputSize;

  OpenCvCanvas(TransformPlan plan) {
    this.plan = plan;
    this.frame = new Mat(plan.frame().height(), plan.frame().width(), CV_8UC3);
    this.resizedSize = new Size(plan.resized().width(), plan.resized().height());
    this.outputSize = new Size(plan.output().width(), plan.output().height());
  }

  @Override
  public void load(RgbFrame pixels) {
    frame.data().put(pixels.rgb(), 0, pixels.rgb().length);
    if (!plan.resized().equals(plan.frame())) {
      resize(frame, resized, resizedSize, 0, 0, INTER_LINEAR);
    }
  }

  @Override
  public void render(CropView view, byte[] out, int at) {
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
