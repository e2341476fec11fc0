package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/**
 * DSANet's random crop ({@code RandomResizedCrop} of {@code whwu95/DSANet}), which mixes up the two
 * axes: a width is accepted if it fits the frame's height and placed as if it were one. Where the
 * rectangle then reaches beyond the frame it is cut off, so that the crop is smaller than drawn.
 * {@link RandomResizedCrop} is the rule as it was meant.
 *
 * <p>Up to ten times are drawn: a share of the area, a ratio (uniform itself, not its logarithm),
 * and whether width and height change places. The first pair that is accepted is placed by two more
 * draws, column and row. If none is, the centred square of the short side is taken.
 *
 * @param minArea smallest share of the frame's area, 0.08 in the original
 * @param maxArea largest share, 1
 * @param minRatio smallest width over height, 3/4
 * @param maxRatio largest width over height, 4/3
 */
public record MixedAxesResizedCrop(double minArea, double maxArea, double minRatio, double maxRatio)
    implements Cropper {

  private static final int ATTEMPTS = 10;

  /** Checks the ranges. */
  public MixedAxesResizedCrop {
    new RandomResizedCrop(minArea, maxArea, minRatio, maxRatio);
  }

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double area = draws.nextUniform(minArea, maxArea) * frame.width() * frame.height();
      double ratio = draws.nextUniform(minRatio, maxRatio);
      int first = (int) Math.rint(Math.sqrt(area * ratio));
      int second = (int) Math.rint(Math.sqrt(area / ratio));
      boolean swapped = draws.nextUniform(0, 1) < 0.5;
      int width = Math.max(swapped ? second : first, 1);
      int height = Math.max(swapped ? first : second, 1);
      if (width <= frame.height() && height <= frame.width()) {
        int x = draws.nextInt(0, frame.width() - height + 1);
        int y = draws.nextInt(0, frame.height() - width + 1);
        return List.of(
            CropView.of(
                new CropBox(
                    x,
                    y,
                    Math.min(width, frame.width() - x),
                    Math.min(height, frame.height() - y))));
      }
    }
    return new CenterCrop(frame.shortSide()).views(frame, draws);
  }

  @Override
  public int crops() {
    return 1;
  }
}
