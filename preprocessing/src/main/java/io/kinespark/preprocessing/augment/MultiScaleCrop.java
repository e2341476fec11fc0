package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.ArrayList;
import java.util.List;

/**
 * TSN's training crop: width and height are each the short side times one of several scales, and
 * the crop lies at one of thirteen fixed places. Two draws: the size, then the place.
 *
 * @param side size of the network's input; a crop side within 2 pixels of it becomes it
 * @param scales shares of the short side, largest first
 * @param maxGap by how many places in {@code scales} width and height may differ
 */
public record MultiScaleCrop(int side, List<Double> scales, int maxGap) implements Cropper {

  private static final int SNAP_PIXELS = 2;

  /** Checks the scales and keeps a copy. */
  public MultiScaleCrop {
    scales = List.copyOf(scales);
    if (side < 1 || scales.isEmpty() || maxGap < 0) {
      throw new IllegalArgumentException(
          "Bad multi-scale crop: side %d, scales %s, maxGap %d".formatted(side, scales, maxGap));
    }
    if (scales.stream().anyMatch(scale -> !(scale > 0 && scale <= 1))) {
      throw new IllegalArgumentException("Scales must be in (0, 1]: " + scales);
    }
  }

  /**
   * The scales of TSN, TSM and TANet: 1, 0.875, 0.75 and 0.66, neighbours only.
   *
   * @param side size of the network's input
   * @return the cropper
   */
  public static MultiScaleCrop standard(int side) {
    return new MultiScaleCrop(side, List.of(1.0, 0.875, 0.75, 0.66), 1);
  }

  /**
   * The crop sizes among which the first draw chooses.
   *
   * @param frame size of the resized frame
   * @return sizes ordered by height, then by width
   */
  public List<FrameSize> candidates(FrameSize frame) {
    List<FrameSize> candidates = new ArrayList<>();
    for (int i = 0; i < scales.size(); i++) {
      for (int j = 0; j < scales.size(); j++) {
        if (Math.abs(i - j) <= maxGap) {
          candidates.add(new FrameSize(length(frame, j), length(frame, i)));
        }
      }
    }
    return candidates;
  }

  private int length(FrameSize frame, int scale) {
    int length = (int) (frame.shortSide() * scales.get(scale));
    return Math.abs(length - side) <= SNAP_PIXELS ? Math.min(side, frame.shortSide()) : length;
  }

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    List<FrameSize> candidates = candidates(frame);
    FrameSize crop = candidates.get(draws.nextInt(0, candidates.size()));
    GridPosition place = GridPosition.THIRTEEN.get(draws.nextInt(0, GridPosition.THIRTEEN.size()));
    return List.of(CropView.of(place.place(crop, frame).within(frame)));
  }

  @Override
  public int crops() {
    return 1;
  }
}
