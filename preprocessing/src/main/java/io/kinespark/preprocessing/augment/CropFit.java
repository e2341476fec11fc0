package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.video.FrameSize;
import java.util.Optional;

/**
 * Whether crops fit the frames that a resize leaves, as far as that can be said without a video: of
 * frames that keep their own size nothing is known, of others one side or both.
 */
public final class CropFit {
  private CropFit() {}

  /**
   * What is wrong with a resize and a crop for every video, or for some of the random lengths.
   *
   * @return empty if they fit, or if that depends on the videos
   */
  public static Optional<String> problem(FrameResize resize, Cropper cropper) {
    if (resize instanceof FrameResize.Exact exact) {
      return problem(
          cropper,
          exact.size(),
          exact.size().shortSide(),
          /* random= */ false,
          "of " + exact.size());
    }
    int shortSide = shortSide(resize);
    return shortSide == 0
        ? Optional.empty()
        : problem(
            cropper,
            new FrameSize(Integer.MAX_VALUE, shortSide),
            shortSide,
            isRandom(resize),
            "whose short side is %d%s"
                .formatted(shortSide, isRandom(resize) ? " at its smallest" : ""));
  }

  private static Optional<String> problem(
      Cropper cropper, FrameSize frame, int shortSide, boolean random, String frames) {
    int side = side(cropper);
    boolean isExact = !random && (frame.width() == side || frame.height() == side);
    if (cropper instanceof ThreeCrop && !isExact) {
      return Optional.of(
          "three crops of %d need frames with one side of %d, not frames %s"
              .formatted(side, side, frames));
    }
    if (cropper instanceof RandomCrop anywhere) {
      FrameSize crop = anywhere.size();
      boolean fits =
          frame.width() == Integer.MAX_VALUE
              ? crop.shortSide() <= shortSide
              : crop.width() <= frame.width() && crop.height() <= frame.height();
      return fits ? Optional.empty() : Optional.of(larger(crop.toString(), frames));
    }
    return side <= shortSide ? Optional.empty() : Optional.of(larger(side + "x" + side, frames));
  }

  private static String larger(String crop, String frames) {
    return "a crop of %s does not fit frames %s; crop less, or resize to more"
        .formatted(crop, frames);
  }

  /** The smallest short side of frames after a resize; 0 where that depends on the video. */
  private static int shortSide(FrameResize resize) {
    if (resize instanceof FrameResize.ShortSide fixed) {
      return fixed.length();
    }
    if (resize instanceof FrameResize.ShortSideFloor fixed) {
      return fixed.length();
    }
    if (resize instanceof FrameResize.RandomShortSide random) {
      return random.shortest();
    }
    return resize instanceof FrameResize.RandomRescale random ? random.shortest() : 0;
  }

  private static boolean isRandom(FrameResize resize) {
    return resize instanceof FrameResize.RandomShortSide
        || resize instanceof FrameResize.RandomRescale;
  }

  /** The side of square crops; 0 for crops that follow the frame's size. */
  private static int side(Cropper cropper) {
    if (cropper instanceof CenterCrop crop) {
      return crop.side();
    }
    if (cropper instanceof ThreeCrop crop) {
      return crop.side();
    }
    if (cropper instanceof AlongWidthCrop crop) {
      return crop.side();
    }
    if (cropper instanceof TenCrop crop) {
      return crop.side();
    }
    if (cropper instanceof AlongLongSideCrop crop) {
      return crop.side();
    }
    return cropper instanceof BeforeLastRandomCrop crop ? crop.side() : 0;
  }
}
