package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * From the frames of a sample to the network's input: resize, crop, bring the crop to the input
 * size, mirror, change colours.
 *
 * @param resize size before cropping
 * @param cropper which rectangles are taken
 * @param output size of the network's input; a crop of another size is resized to it, whatever its
 *     aspect ratio
 * @param flip random mirroring
 * @param colour random change of colours
 * @param interpolation how pixels of resized pictures are made
 * @param cropsTakeTurns false: every clip is seen through every crop; true: each clip is seen
 *     through one crop, clip v through crop {@code v mod crops}
 */
public record ClipTransform(
    FrameResize resize,
    Cropper cropper,
    FrameSize output,
    HorizontalFlip flip,
    ColourJitter colour,
    Interpolation interpolation,
    boolean cropsTakeTurns)
    implements Serializable {

  /** Checks that nothing is missing. */
  public ClipTransform {
    Objects.requireNonNull(resize, "resize");
    Objects.requireNonNull(cropper, "cropper");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(flip, "flip");
    Objects.requireNonNull(colour, "colour");
    Objects.requireNonNull(interpolation, "interpolation");
  }

  /**
   * A transform that resizes with OpenCV and leaves colours as they are.
   *
   * @param resize size before cropping
   * @param cropper which rectangles are taken
   * @param output size of the network's input
   * @param flip random mirroring
   */
  public ClipTransform(FrameResize resize, Cropper cropper, FrameSize output, HorizontalFlip flip) {
    this(
        resize,
        cropper,
        output,
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
    return new ClipTransform(resize, cropper, output, flip, colour, other, cropsTakeTurns);
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
    return Math.multiplyExact(Math.multiplyExact(crops(), frames), output.rgbBytes());
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
        output,
        mirrored ? flip.swap() : LabelSwap.none(),
        colour.draw(draws),
        interpolation);
  }
}
