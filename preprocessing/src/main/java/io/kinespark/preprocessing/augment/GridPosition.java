package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/**
 * A place on the grid of quarter steps by which TSN's fixed crops are laid out.
 *
 * @param x steps from the left, 0 to 4
 * @param y steps from the top, 0 to 4
 */
record GridPosition(int x, int y) {

  static final List<GridPosition> CORNERS_AND_MIDDLE =
      List.of(
          new GridPosition(0, 0),
          new GridPosition(4, 0),
          new GridPosition(0, 4),
          new GridPosition(4, 4),
          new GridPosition(2, 2));

  /** The order matters: a draw chooses by index. */
  static final List<GridPosition> THIRTEEN =
      List.of(
          new GridPosition(0, 0),
          new GridPosition(4, 0),
          new GridPosition(0, 4),
          new GridPosition(4, 4),
          new GridPosition(2, 2),
          new GridPosition(0, 2),
          new GridPosition(4, 2),
          new GridPosition(2, 4),
          new GridPosition(2, 0),
          new GridPosition(1, 1),
          new GridPosition(3, 1),
          new GridPosition(1, 3),
          new GridPosition(3, 3));

  CropBox place(FrameSize crop, FrameSize frame) {
    int stepX = Math.floorDiv(frame.width() - crop.width(), 4);
    int stepY = Math.floorDiv(frame.height() - crop.height(), 4);
    return new CropBox(x * stepX, y * stepY, crop.width(), crop.height());
  }
}
