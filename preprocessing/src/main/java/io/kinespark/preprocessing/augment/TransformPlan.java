package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/**
 * What is done to every frame of one sample.
 *
 * @param frame size of its frames
 * @param resized size before cropping
 * @param views the crops, in the order of the output
 * @param output size of each crop in the end
 * @param swap how the sample's labels change, {@link LabelSwap#none} unless it is mirrored
 * @param colour how colours change in the end
 * @param interpolation how pixels of resized pictures are made
 * @param padded size of each crop with the black that is added at its right and below it in the end
 */
public record TransformPlan(
    FrameSize frame,
    FrameSize resized,
    List<CropView> views,
    FrameSize output,
    LabelSwap swap,
    ColourChange colour,
    Interpolation interpolation,
    FrameSize padded) {

  /** Keeps an immutable copy of the crops. */
  public TransformPlan {
    views = List.copyOf(views);
  }

  /**
   * A plan whose crops are not padded.
   *
   * @param frame size of its frames
   * @param resized size before cropping
   * @param views the crops, in the order of the output
   * @param output size of each crop in the end
   * @param swap how the sample's labels change
   * @param colour how colours change in the end
   * @param interpolation how pixels of resized pictures are made
   */
  public TransformPlan(
      FrameSize frame,
      FrameSize resized,
      List<CropView> views,
      FrameSize output,
      LabelSwap swap,
      ColourChange colour,
      Interpolation interpolation) {
    this(frame, resized, views, output, swap, colour, interpolation, output);
  }

  /** What is added to each crop. */
  Padding padding() {
    return new Padding(output, padded);
  }

  /** Whether pixels are resized at all. */
  boolean resizes() {
    return resizesFirst() || views.stream().anyMatch(view -> !view.box().size().equals(output));
  }

  /** Whether frames are resized before they are cropped. */
  boolean resizesFirst() {
    return !resized.equals(frame);
  }

  /** All of a frame where it is resized first, else the smallest part that holds all crops. */
  CropSource source() {
    if (resizesFirst()) {
      CropBox whole = new CropBox(0, 0, frame.width(), frame.height());
      return new CropSource(whole, resized, whole);
    }
    CropBox region = views.stream().map(CropView::box).reduce(CropBox::union).orElseThrow();
    return new CropSource(region, region.size(), region);
  }

  void requireSize(FrameSize found) {
    if (!found.equals(frame)) {
      throw new IllegalArgumentException("A frame of %s in a sample of %s".formatted(found, frame));
    }
  }
}
