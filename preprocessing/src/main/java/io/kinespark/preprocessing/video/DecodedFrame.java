package io.kinespark.preprocessing.video;

/** A frame that has just been decoded; valid until the next one is. */
public interface DecodedFrame {

  /**
   * Its place in presentation order.
   *
   * @return 0-based index
   */
  int index();

  /**
   * When it is shown.
   *
   * @return seconds from the beginning of the file
   */
  double seconds();

  /**
   * When its time is over, by the container's word: where the next frame is later, it is shown
   * until then all the same.
   *
   * @return seconds from the beginning of the file, after {@link #seconds}
   */
  double endSeconds();

  /**
   * Its pixels. Converting them costs time; a picture that is not needed is not asked for any.
   *
   * @return the picture, valid as long as this frame
   */
  Picture picture();
}
