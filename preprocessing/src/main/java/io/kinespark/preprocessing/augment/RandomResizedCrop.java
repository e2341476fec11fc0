package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/**
 * The Inception crop: a random share of the area at a random aspect ratio. Ten ratios are drawn
 * (uniform in the logarithm), then ten areas; the first pair that fits is placed by two more draws,
 * column and row. If none fits, the centred square of the short side is taken and nothing more is
 * drawn.
 *
 * @param minArea smallest share of the frame's area, 0.08 in the original
 * @param maxArea largest share, 1
 * @param minRatio smallest width over height, 3/4
 * @param maxRatio largest width over height, 4/3
 */
public record RandomResizedCrop(double minArea, double maxArea, double minRatio, double maxRatio)
    implements Cropper {

  private static final int ATTEMPTS = 10;

  /** Checks the ranges. */
  public RandomResizedCrop {
    if (!(minArea > 0 && minArea <= maxArea && maxArea <= 1)) {
      throw new IllegalArgumentException("Bad area range [" + minArea + ", " + maxArea + "]");
    }
    if (!(minRatio > 0 && minRatio <= maxRatio)) {
      throw new IllegalArgumentException("Bad ratio range [" + minRatio + ", " + maxRatio + "]");
    }
  }

  /**
   * Areas from 0.08 to 1, ratios from 3/4 to 4/3.
   *
   * @return the cropper
   */
  public static RandomResizedCrop standard() {
    return new RandomResizedCrop(0.08, 1, 3.0 / 4, 4.0 / 3);
  }

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    double[] ratios = new double[ATTEMPTS];
    double[] areas = new double[ATTEMPTS];
    for (int i = 0; i < ATTEMPTS; i++) {
      ratios[i] = Math.exp(draws.nextUniform(Math.log(minRatio), Math.log(maxRatio)));
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      areas[i] = draws.nextUniform(minArea, maxArea) * frame.width() * frame.height();
    }
    for (int i = 0; i < ATTEMPTS; i++) {
      int width = (int) Math.rint(Math.sqrt(areas[i] * ratios[i]));
      int height = (int) Math.rint(Math.sqrt(areas[i] / ratios[i]));
      if (width >= 1 && width <= frame.width() && height >= 1 && height <= frame.height()) {
        int x = draws.nextInt(0, frame.width() - width + 1);
        int y = draws.nextInt(0, frame.height() - height + 1);
        return List.of(CropView.of(new CropBox(x, y, width, height)));
      }
    }
    return new CenterCrop(frame.shortSide()).views(frame, draws);
  }

  @Override
  public int crops() {
    return 1;
  }
}
