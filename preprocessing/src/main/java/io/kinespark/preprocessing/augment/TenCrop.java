package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;
import java.util.stream.Stream;

/**
 * Four corners and the middle, each followed by its mirror image, on a grid of {@code floor((W - c)
 * / 4)} by {@code floor((H - c) / 4)} pixels.
 *
 * @param side pixels of the square, c
 */
public record TenCrop(int side) implements Cropper {

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    return GridPosition.CORNERS_AND_MIDDLE.stream()
        .map(position -> position.place(FrameSize.square(side), frame))
        .map(box -> CropView.of(box.within(frame)))
        .flatMap(view -> Stream.of(view, view.flipped()))
        .toList();
  }

  @Override
  public int crops() {
    return 10;
  }
}
