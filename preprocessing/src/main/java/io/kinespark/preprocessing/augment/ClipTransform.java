package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * From the frames of a sample to the network's input: resize, crop, bring the crop to the input
 * size, mirror, change colours, pad.
 *
 * @param resize size before cropping
 * @param cropper which rectangles are taken
 * @param picture size of the network's input before it is padded; a crop of another size is resized
 *     to it, whatever its aspect ratio
 * @param flip random mirroring
 * @param colour random change of colours
 * @param interpolation how pixels of resized pictures are made
 * @param cropsTakeTurns false: every clip is seen through every crop; true: each clip is seen
 *     through one crop, clip v through crop {@code v mod crops}
 * @param channels order of a pixel's values in the end
 * @param multiple black is added at the right and below until both sides are multiples of this; 1
 *     for none
 */
public record ClipTransform(
    FrameResize resize,
    Cropper cropper,
    FrameSize picture,
    HorizontalFlip flip,
    ColourJitter colour,
    Interpolation interpolation,
    boolean cropsTakeTurns,
    ChannelOrder channels,
    int multiple)
    implements Serializable {

  /** Checks that nothing is missing. */
  public ClipTransform {
    Objects.requireNonNull(resize, "resize");
    Objects.requireNonNull(cropper, "cropper");
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(flip, "flip");
    Objects.requireNonNull(colour, "colour");
    Objects.requireNonNull(interpolation, "interpolation");
    Objects.requireNonNull(channels, "channels");
    if (multiple < 1) {
      throw new IllegalArgumentException("multiple must be at least 1: " + multiple);
    }
  }

  /**
   * A transform to red, green and blue that pads nothing.
   *
   * @param resize size before cropping
   * @param cropper which rectangles are taken
   * @param picture size of the network's input
   * @param flip random mirroring
   * @param colour random change of colours
   * @param interpolation how pixels of resized pictures are made
   * @param cropsTakeTurns whether each clip is seen through one crop only
   */
  public ClipTransform(
      FrameResize resize,
      Cropper cropper,
      FrameSize picture,
      HorizontalFlip flip,
      ColourJitter colour,
      Interpolation interpolation,
      boolean cropsTakeTurns) {
    this(
        resize,
        cropper,
        picture,
        flip,
        colour,
        interpolation,
        cropsTakeTurns,
        ChannelOrder.RGB,
        /* multiple= */ 1);
  }

  /**
   * A transform that resizes with OpenCV and leaves colours as they are.
   *
   * @param resize size before cropping
   * @param cropper which rectangles are taken
   * @param picture size of the network's input
   * @param flip random mirroring
   */
  public ClipTransform(
      FrameResize resize, Cropper cropper, FrameSize picture, HorizontalFlip flip) {
    this(
        resize,
        cropper,
        picture,
        flip,
        ColourJitter.none(),
        Interpolation.OPENCV,
        /* cropsTakeTurns= */ false);
  }

  /**
   * The same transform with pixels made in another way.
   *
   * @param other how pixels of resized pictures are made
   * @return the transform
   */
  public ClipTransform withInterpolation(Interpolation other) {
    return new ClipTransform(
        resize, cropper, picture, flip, colour, other, cropsTakeTurns, channels, multiple);
  }

  /**
   * Size of the network's input.
   *
   * @return the size of the pictures with what is padded
   */
  public FrameSize output() {
    return Padding.toMultiple(picture, multiple);
  }

  /**
   * Number of crops of each clip.
   *
   * @return at least 1
   */
  public int crops() {
    return cropsTakeTurns ? 1 : cropper.crops();
  }

  /**
   * Bytes of a transformed sample.
   *
   * @param frames frames of the sample, clips times T
   * @return bytes of {@code [crops * frames, H, W, 3]}
   * @throws ArithmeticException if that does not fit an array
   */
  public int outputBytes(int frames) {
    return Math.multiplyExact(Math.multiplyExact(crops(), frames), output().rgbBytes());
  }

  /**
   * Works out what is done to every frame of one sample. Draws are made in the order resize, crop,
   * flip, colour.
   *
   * @param frame size of the sample's frames
   * @param draws the sample's random numbers
   * @return the plan
   * @throws IllegalArgumentException if the frames are too small for the crop
   */
  public TransformPlan plan(FrameSize frame, RandomDraws draws) {
    FrameSize resized = resize.resized(frame, draws);
    List<CropView> views = cropper.views(resized, draws);
    boolean mirrored = flip.draw(draws);
    return new TransformPlan(
        frame,
        resized,
        mirrored ? views.stream().map(CropView::flipped).toList() : views,
        picture,
        mirrored ? flip.swap() : LabelSwap.none(),
        colour.draw(draws).in(channels),
        interpolation,
        output());
  }
}
