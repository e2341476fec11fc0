package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/**
 * A rectangle of fixed size at a random place. Two draws: column, then row.
 *
 * @param size size of the crop
 */
public record RandomCrop(FrameSize size) implements Cropper {

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    new CropBox(0, 0, size.width(), size.height()).within(frame);
    int x = draws.nextInt(0, frame.width() - size.width() + 1);
    int y = draws.nextInt(0, frame.height() - size.height() + 1);
    return List.of(CropView.of(new CropBox(x, y, size.width(), size.height())));
  }

  @Override
  public int crops() {
    return 1;
  }
}
