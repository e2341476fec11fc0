package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/**
 * A square in the middle, at {@code floor((W - c) / 2), floor((H - c) / 2)}.
 *
 * @param side pixels of the square, c
 */
public record CenterCrop(int side) implements Cropper {

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    int x = Math.floorDiv(frame.width() - side, 2);
    int y = Math.floorDiv(frame.height() - side, 2);
    return List.of(CropView.of(new CropBox(x, y, side, side).within(frame)));
  }

  @Override
  public int crops() {
    return 1;
  }
}
