package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;

/**
 * What the crops of every frame of a sample are cut from.
 *
 * @param region the part of a frame that is needed
 * @param size of that part, after the resizing that comes before cropping
 * @param corner the rectangle from whose corner crops are counted
 */
record CropSource(CropBox region, FrameSize size, CropBox corner) {

  /** A crop's place in the source. */
  CropBox place(CropView view) {
    return view.box().from(corner);
  }
}
