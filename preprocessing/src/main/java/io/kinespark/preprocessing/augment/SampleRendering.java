package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import io.kinespark.preprocessing.video.Picture;
import io.kinespark.preprocessing.video.PictureVisitor;
import io.kinespark.preprocessing.video.VideoRejectedException;
import java.util.function.Function;

/**
 * Renders one sample, frame by frame as they come. The crops of a frame go to every place of the
 * sample that has it; its pixels are not kept.
 */
public final class SampleRendering implements PictureVisitor, AutoCloseable {

  private final Function<FrameSize, TransformPlan> planner;
  private final int[] indices;
  private final int turnLength;
  private final byte[] out;
  private final int offset;
  private TransformPlan plan;
  private FrameCanvas canvas;

  /**
   * Begins a sample.
   *
   * @param planner makes the plan when the size of the frames is known
   * @param indices the index of the frame at each place, clips outermost
   * @param turnLength frames of the clips that each have one crop in turn, 0 where all frames are
   *     seen through all crops
   * @param out where {@code [crops, frames, H, W, 3]} go from {@code offset}
   * @param offset index of the first byte
   */
  SampleRendering(
      Function<FrameSize, TransformPlan> planner,
      int[] indices,
      int turnLength,
      byte[] out,
      int offset) {
    this.planner = planner;
    this.indices = indices;
    this.turnLength = turnLength;
    this.out = out;
    this.offset = offset;
  }

  /**
   * Renders one frame of the sample.
   *
   * @param index its index
   * @param picture its pixels
   * @throws VideoRejectedException if the pixel format does not convert to RGB
   * @throws IllegalArgumentException if it has another size than the first one, is too small for
   *     the crop, or the output does not fit
   */
  @Override
  public void visit(int index, Picture picture) throws VideoRejectedException {
    if (plan == null) {
      begin(planner.apply(picture.size()));
    }
    plan.requireSize(picture.size());
    canvas.load(picture);
    for (int view = 0; view < plan.views().size(); view++) {
      render(view, index);
    }
  }

  private void begin(TransformPlan found) {
    plan = found;
    long needed = (long) pictures() * plan.padded().rgbBytes();
    if (offset < 0 || offset + needed > out.length) {
      throw new IllegalArgumentException(
          "The crops need %d bytes from %d, the array has %d"
              .formatted(needed, offset, out.length));
    }
    canvas = FrameCanvas.of(plan);
  }

  private int pictures() {
    int crops = turnLength > 0 ? 1 : plan.views().size();
    return Math.multiplyExact(crops, indices.length);
  }

  private void render(int view, int index) {
    int cropBytes = plan.output().rgbBytes();
    int before = turnLength > 0 ? 0 : view * indices.length;
    int rendered = -1;
    for (int place = 0; place < indices.length; place++) {
      if (indices[place] != index || !shows(place, view)) {
        continue;
      }
      int at = offset + (before + place) * cropBytes;
      if (rendered < 0) {
        canvas.render(plan.views().get(view), out, at);
        rendered = at;
      } else {
        System.arraycopy(out, rendered, out, at, cropBytes);
      }
    }
  }

  private boolean shows(int place, int view) {
    return turnLength == 0 || place / turnLength % plan.views().size() == view;
  }

  /**
   * Changes the colours of what was rendered, each clip with a crop of its own by itself, and pads
   * it.
   *
   * @return how the sample's labels change
   * @throws IllegalStateException if no frame came
   */
  public LabelSwap finish() {
    if (plan == null) {
      throw new IllegalStateException("No frame of the sample was rendered");
    }
    int whole = pictures() * plan.output().rgbBytes();
    int part = turnLength > 0 ? turnLength * plan.output().rgbBytes() : whole;
    for (int at = 0; at < whole; at += part) {
      plan.colour().apply(out, offset + at, part);
    }
    plan.padding().apply(out, offset, pictures());
    return plan.swap();
  }

  @Override
  public void close() {
    if (canvas != null) {
      canvas.close();
    }
  }
}
