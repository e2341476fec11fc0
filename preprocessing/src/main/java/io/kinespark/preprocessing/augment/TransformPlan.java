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
 */
public record TransformPlan(
    FrameSize frame,
    FrameSize resized,
    List<CropView> views,
    FrameSize output,
    LabelSwap swap,
    ColourChange colour,
    Interpolation interpolation) {

  /** Keeps an immutable copy of the crops. */
  public TransformPlan {
    views = List.copyOf(views);
  }

  /** Whether pixels are resized at all. */
  boolean resizes() {
    return !resized.equals(frame)
        || views.stream().anyMatch(view -> !view.box().size().equals(output));
  }

  /**
   * The plan of one crop only.
   *
   * @param turn index of the crop, which may exceed their number: then they begin again
   * @return the plan
   */
  public TransformPlan only(int turn) {
    List<CropView> one = List.of(views.get(turn % views.size()));
    return new TransformPlan(frame, resized, one, output, swap, colour, interpolation);
  }
}
