package io.kinespark.preprocessing.augment;

import java.io.Serializable;

/**
 * One crop of every frame of a clip.
 *
 * @param box the rectangle, in the resized frame
 * @param mirrored true to exchange left and right after cropping
 */
public record CropView(CropBox box, boolean mirrored) implements Serializable {

  /**
   * A crop as it is.
   *
   * @param box the rectangle
   * @return the view
   */
  public static CropView of(CropBox box) {
    return new CropView(box, false);
  }

  /**
   * The same crop, mirrored once more.
   *
   * @return the view
   */
  public CropView flipped() {
    return new CropView(box, !mirrored);
  }
}
