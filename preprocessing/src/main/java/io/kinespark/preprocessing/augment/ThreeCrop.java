package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/**
 * Three squares along the longer side of a frame whose short side they fill, in the order first,
 * last, middle. With {@code m = floor((L - c) / 2)} their offsets are 0, 2m and m.
 *
 * @param side pixels of the square, c
 */
public record ThreeCrop(int side) implements Cropper {

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    boolean alongWidth = frame.height() == side;
    if (!alongWidth && frame.width() != side) {
      throw new IllegalArgumentException(
          "Three crops of %d pixels need a frame with one side of %d, not %s; resize the short side to %d"
              .formatted(side, side, frame, side));
    }
    int step = Math.floorDiv((alongWidth ? frame.width() : frame.height()) - side, 2);
    return List.of(
        view(frame, alongWidth, 0),
        view(frame, alongWidth, 2 * step),
        view(frame, alongWidth, step));
  }

  private CropView view(FrameSize frame, boolean alongWidth, int offset) {
    CropBox box = new CropBox(alongWidth ? offset : 0, alongWidth ? 0 : offset, side, side);
    return CropView.of(box.within(frame));
  }

  @Override
  public int crops() {
    return 3;
  }
}
