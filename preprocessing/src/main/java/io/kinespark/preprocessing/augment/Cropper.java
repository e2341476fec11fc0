package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.io.Serializable;
import java.util.List;

/** Which rectangles of a frame the network sees. */
public sealed interface Cropper extends Serializable
    permits WholeFrame,
        CenterCrop,
        ThreeCrop,
        AlongWidthCrop,
        TenCrop,
        RandomCrop,
        MultiScaleCrop,
        RandomResizedCrop,
        MixedAxesResizedCrop,
        BeforeLastRandomCrop,
        AlongLongSideCrop {

  /**
   * Works out the crops.
   *
   * @param frame size of the resized frame
   * @param draws random numbers; fixed crops use none
   * @return {@link #crops} crops
   * @throws IllegalArgumentException if the frame is too small
   */
  List<CropView> views(FrameSize frame, RandomDraws draws);

  /**
   * Number of crops of each clip.
   *
   * @return at least 1
   */
  int crops();
}
