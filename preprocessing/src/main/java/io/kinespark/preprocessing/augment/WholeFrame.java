package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/** No crop: the frame as it is. */
public record WholeFrame() implements Cropper {

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    return List.of(CropView.of(new CropBox(0, 0, frame.width(), frame.height())));
  }

  @Override
  public int crops() {
    return 1;
  }
}
