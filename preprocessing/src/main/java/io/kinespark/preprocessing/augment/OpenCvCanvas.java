package io.kinespark.preprocessing.augment;

import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.Picture;
import io.kinespark.preprocessing.video.RgbPixels;
import io.kinespark.preprocessing.video.VideoRejectedException;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * {@link Interpolation#OPENCV}. Pixels stay in native memory until the crop is done, and only those
 * are asked for that the crops need.
 */
final class OpenCvCanvas implements FrameCanvas {

  private static final int RGB = 3;

  private final TransformPlan plan;
  private final CropSource source;
  private final Mat resized = new Mat();
  private final Mat scaled = new Mat();
  private final Mat flipped = new Mat();
  private final Mat finished = new Mat();
  private final Size resizedSize;
  private final Size outputSize;
  private RgbPixels pixels;

  OpenCvCanvas(TransformPlan plan) {
    this.plan = plan;
    this.source = plan.source();
    this.resizedSize = new Size(plan.resized().width(), plan.resized().height());
    this.outputSize = new Size(plan.output().width(), plan.output().height());
  }

  @Override
  public void load(Picture picture) throws VideoRejectedException {
    closePixels();
    CropBox region = source.region();
    pixels = picture.pixels(region.x(), region.y(), region.size());
    if (plan.resizesFirst()) {
      resize(pixels.mat(), resized, resizedSize, 0, 0, INTER_LINEAR);
    }
  }

  @Override
  public void render(CropView view, byte[] out, int at) {
    CropBox box = source.place(view);
    Mat whole = plan.resizesFirst() ? resized : pixels.mat();
    if (box.size().equals(source.size())) {
      write(whole, box.size(), view.mirrored(), out, at);
      return;
    }
    try (Rect rect = new Rect(box.x(), box.y(), box.width(), box.height());
        Mat crop = new Mat(whole, rect)) {
      write(crop, box.size(), view.mirrored(), out, at);
    }
  }

  private void write(Mat crop, FrameSize size, boolean mirrored, byte[] out, int at) {
    Mat sized = crop;
    if (!size.equals(plan.output())) {
      resize(crop, scaled, outputSize, 0, 0, INTER_LINEAR);
      sized = scaled;
    }
    if (mirrored) {
      flip(sized, flipped, 1);
      sized = flipped;
    }
    if (sized.channels() > RGB) {
      cvtColor(sized, finished, COLOR_RGBA2RGB);
      sized = finished;
    } else if (!sized.isContinuous()) {
      sized.copyTo(finished);
      sized = finished;
    }
    sized.data().get(out, at, plan.output().rgbBytes());
  }

  private void closePixels() {
    if (pixels != null) {
      pixels.close();
      pixels = null;
    }
  }

  @Override
  public void close() {
    closePixels();
    resized.close();
    scaled.close();
    flipped.close();
    finished.close();
    resizedSize.close();
    outputSize.close();
  }
}
