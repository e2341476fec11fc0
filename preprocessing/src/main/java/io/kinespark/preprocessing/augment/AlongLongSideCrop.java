package io.kinespark.preprocessing.augment;

import io.kinespark.preprocessing.sampling.RandomDraws;
import io.kinespark.preprocessing.video.FrameSize;
import java.util.List;

/**
 * Squares at the beginning, in the middle and at the end of a frame's longer side, as far as they
 * are asked for, in the order of the list (PySlowFast's {@code uniform_crop}). The middle is at
 * {@code ceil(slack / 2)}, along the shorter side always.
 *
 * @param side pixels of the square
 * @param places where along the longer side, at least one
 */
public record AlongLongSideCrop(int side, List<Place> places) implements Cropper {

  /** A place along the longer side. */
  public enum Place {
    /** At the left, or at the top of an upright frame. */
    FIRST,
    /** In the middle. */
    MIDDLE,
    /** At the right, or at the bottom of an upright frame. */
    LAST
  }

  /** Checks that there is a place and keeps a copy. */
  public AlongLongSideCrop {
    places = List.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("At least one of first, middle and last is needed");
    }
  }

  /**
   * The three crops of PySlowFast's tests: first, middle, last.
   *
   * @param side pixels of the square
   * @return the cropper
   */
  public static AlongLongSideCrop three(int side) {
    return new AlongLongSideCrop(side, List.of(Place.values()));
  }

  @Override
  public List<CropView> views(FrameSize frame, RandomDraws draws) {
    return places.stream().map(place -> CropView.of(box(place, frame).within(frame))).toList();
  }

  private CropBox box(Place place, FrameSize frame) {
    boolean upright = frame.height() > frame.width();
    int slackX = frame.width() - side;
    int slackY = frame.height() - side;
    int x = upright ? middle(slackX) : offset(place, slackX);
    int y = upright ? offset(place, slackY) : middle(slackY);
    return new CropBox(x, y, side, side);
  }

  private static int offset(Place place, int slack) {
    return switch (place) {
      case FIRST -> 0;
      case MIDDLE -> middle(slack);
      case LAST -> slack;
    };
  }

  private static int middle(int slack) {
    return -Math.floorDiv(-slack, 2);
  }

  @Override
  public int crops() {
    return places.size();
  }
}
