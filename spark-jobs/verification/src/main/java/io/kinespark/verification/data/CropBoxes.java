package io.kinespark.verification.data;

import io.kinespark.preprocessing.augment.CropBox;

/** Crops as the original writes them. */
final class CropBoxes {
  private CropBoxes() {}

  /** {@code [left, top, right, bottom]}, right and bottom just outside. */
  static int[] corners(CropBox box) {
    return new int[] {box.x(), box.y(), box.x() + box.width(), box.y() + box.height()};
  }
}
