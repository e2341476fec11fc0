package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.Picture;
import io.kinespark.preprocessing.video.VideoRejectedException;

/** Makes the crops of one frame after the other, all by one plan. */
interface FrameCanvas extends AutoCloseable {

  /** The canvas of a plan; OpenCV's where no pixel is interpolated. */
  static FrameCanvas of(TransformPlan plan) {
    if (!plan.resizes()) {
      return new OpenCvCanvas(plan);
    }
    return switch (plan.interpolation()) {
      case OPENCV -> new OpenCvCanvas(plan);
      case PILLOW -> new PillowCanvas(plan);
      case FLOAT -> new FloatCanvas(plan);
    };
  }

  /** Takes the frame that is worked on from now on, as long as it is valid. */
  void load(Picture picture) throws VideoRejectedException;

  /** Writes one crop of the frame, {@code [H, W, 3]} bytes from {@code at}. */
  void render(CropView view, byte[] out, int at);

  @Override
  void close();
}
