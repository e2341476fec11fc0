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
   * When its time is over if it is the last one, as {@code ffmpeg}'s filters take it: in mp4 files
   * with frames out of order what the container says is about the order of decoding, so that the
   * codec's own rate counts, and nothing where the codec has none.
   *
   * @return seconds from the beginning of the file, not before {@link #seconds}
   */
  double lastEndSeconds();

  /**
   * Its pixels. Converting them costs time; a picture that is not needed is not asked for any.
   *
   * @return the picture, valid as long as this frame
   */
  Picture picture();

  /**
   * Its pixels for later, where whether they are needed shows with the next frame. Nothing is
   * converted or copied before it is asked for.
   *
   * @return the picture, valid until another frame is kept or the pass ends
   */
  Picture keep();
}
