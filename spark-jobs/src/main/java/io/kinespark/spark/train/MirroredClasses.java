package io.kinespark.spark.train;

import io.kinespark.preprocessing.annotation.LabelMap;
import io.kinespark.preprocessing.augment.HorizontalFlip;
import io.kinespark.preprocessing.augment.MirroredNames;
import java.util.Map;

/** Keeps random mirroring from teaching left for right. */
final class MirroredClasses {

  private MirroredClasses() {}

  /**
   * Checks that classes which a mirrored video changes into each other, by their names, change
   * places.
   *
   * @throws IllegalArgumentException naming the first pair that does not
   */
  static void require(LabelMap labels, HorizontalFlip flip) {
    if (flip.probability() == 0) {
      return;
    }
    for (Map.Entry<Integer, Integer> pair :
        MirroredNames.swap(labels.names()).partners().entrySet()) {
      if (flip.swap().mirrored(pair.getKey()) != pair.getValue()) {
        throw new IllegalArgumentException(
            ("augment.train.flip mirrors clips, but its swap does not make label %d, '%s', of %d,"
                    + " '%s'; set the pairs of this label order (dataset.left-right of its file in"
                    + " conf/datasets), or flip.probability=0")
                .formatted(
                    pair.getValue(),
                    labels.name(pair.getValue()),
                    pair.getKey(),
                    labels.name(pair.getKey())));
      }
    }
  }
}
