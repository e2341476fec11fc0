package io.kinespark.preprocessing.augment;

/** In which order the three values of a pixel reach the network. */
public enum ChannelOrder {
  /** Red, green, blue: all published networks but those below. */
  RGB,

  /**
   * Blue, green, red: X3D-L of {@code youngwanLEE/VoV3D} on Something-Something, whose
   * configuration leaves out the reversal of OpenCV's order.
   */
  BGR
}
