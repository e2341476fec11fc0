package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/**
 * Three squares side by side, at the left, at the right and in the middle, half-way down, on a grid
 * of {@code floor((W - c) / 4)} by {@code floor((H - c) / 4)} pixels: the test of {@code
 * liu-zhy/temporal-adaptive-module}, and {@code ThreeCrop} of {@code whwu95/DSANet} where the
 * square fills neither side. The three crops of an upright frame whose width they fill are the
 * same.
 *
 * @param side pixels of the square, c
 */
public record AlongWidthCrop(int side) implements Cropper {

  private static final List<GridPosition> PLACES =
      List.of(new GridPosition(0, 2), new GridPosition(4, 2), new GridPosition(2, 2));

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    return PLACES.stream()
        .map(place -> CropView.of(place.place(FrameSize.square(side), frame).within(frame)))
        .toList();
  }

  @Override
  public int crops() {
    return PLACES.size();
  }
}
