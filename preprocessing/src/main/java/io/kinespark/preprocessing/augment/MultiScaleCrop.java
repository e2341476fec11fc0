package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * TSN's training crop: width and height are each the short side times one of several scales, and
 * the crop lies at one of thirteen fixed places, at one of five, or anywhere. Draws: the size, then
 * the place, or where it is free column and row.
 *
 * @param side size of the network's input; a crop side within 2 pixels of it becomes it
 * @param scales shares of the short side, largest first
 * @param maxGap by how many places in {@code scales} width and height may differ
 * @param positions where the crop may lie
 */
public record MultiScaleCrop(int side, List<Double> scales, int maxGap, Positions positions)
    implements Cropper {

  /**
   * Where crops may lie ({@code fix_crop} and {@code more_fix_crop} of TSN and its descendants).
   */
  public enum Positions {
    /** Corners, middle, middles of the edges, and a quarter of the way to each corner. */
    THIRTEEN,
    /** Corners and middle. */
    FIVE,
    /** Anywhere. */
    ANY
  }

  private static final int SNAP_PIXELS = 2;

  /** Checks the scales and keeps a copy. */
  public MultiScaleCrop {
    scales = List.copyOf(scales);
    Objects.requireNonNull(positions, "positions");
    if (side < 1 || scales.isEmpty() || maxGap < 0) {
      throw new IllegalArgumentException(
          "Bad multi-scale crop: side %d, scales %s, maxGap %d".formatted(side, scales, maxGap));
    }
    if (scales.stream().anyMatch(scale -> !(scale > 0 && scale <= 1))) {
      throw new IllegalArgumentException("Scales must be in (0, 1]: " + scales);
    }
  }

  /**
   * A crop at one of thirteen places.
   *
   * @param side size of the network's input
   * @param scales shares of the short side, largest first
   * @param maxGap by how many places in {@code scales} width and height may differ
   */
  public MultiScaleCrop(int side, List<Double> scales, int maxGap) {
    this(side, scales, maxGap, Positions.THIRTEEN);
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
    return switch (positions) {
      case THIRTEEN -> oneOf(GridPosition.THIRTEEN, crop, frame, draws);
      case FIVE -> oneOf(GridPosition.CORNERS_AND_MIDDLE, crop, frame, draws);
      case ANY -> new RandomCrop(crop).views(frame, draws);
    };
  }

  private static List<CropView> oneOf(
      List<GridPosition> places, FrameSize crop, FrameSize frame, RandomDraws draws) {
    GridPosition place = places.get(draws.nextInt(0, places.size()));
    return List.of(CropView.of(place.place(crop, frame).within(frame)));
  }

  @Override
  public int crops() {
    return 1;
  }
}
