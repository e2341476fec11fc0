package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/**
 * A square at a random place, of which the last row and column that would fit are never drawn, as
 * in PySlowFast ({@code random_crop}). Draws: row, then column, each only where there is a choice.
 *
 * @param side pixels of the square
 */
public record BeforeLastRandomCrop(int side) implements Cropper {

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    new CropBox(0, 0, side, side).within(frame);
    int y = place(frame.height() - side, draws);
    int x = place(frame.width() - side, draws);
    return List.of(CropView.of(new CropBox(x, y, side, side)));
  }

  private static int place(int slack, RandomDraws draws) {
    return slack == 0 ? 0 : draws.nextInt(0, slack);
  }

  @Override
  public int crops() {
    return 1;
  }
}
