package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;

/**
 * The transforms of TANet's published recipes (mmaction2, {@code configs/recognition/tanet}). All
 * begin with a short side of 256 pixels.
 */
public final class TanetTransforms {

  private static final FrameResize SHORT_256 = new FrameResize.ShortSide(256);
  private static final int INPUT = 224;
  private static final int FULL = 256;

  private TanetTransforms() {}

  /**
   * Kinetics-400 training: multi-scale crop to 224, mirrored in half of the cases.
   *
   * @return the transform, one crop
   */
  public static ClipTransform kineticsTrain() {
    return train(LabelSwap.none());
  }

  /**
   * Something-Something training: as Kinetics, with labels that change when mirrored.
   *
   * @param swap the pairs of the label order in use
   * @return the transform, one crop
   */
  public static ClipTransform somethingTrain(LabelSwap swap) {
    return train(swap);
  }

  /**
   * Validation (and the efficient protocol): the middle 224.
   *
   * @return the transform, one crop
   */
  public static ClipTransform validation() {
    return new ClipTransform(
        SHORT_256, new CenterCrop(INPUT), FrameSize.square(INPUT), HorizontalFlip.never());
  }

  /**
   * Test: three crops of 256.
   *
   * @return the transform, three crops
   */
  public static ClipTransform test() {
    return new ClipTransform(
        SHORT_256, new ThreeCrop(FULL), FrameSize.square(FULL), HorizontalFlip.never());
  }

  private static ClipTransform train(LabelSwap swap) {
    return new ClipTransform(
        SHORT_256,
        MultiScaleCrop.standard(INPUT),
        FrameSize.square(INPUT),
        new HorizontalFlip(0.5, swap));
  }
}
