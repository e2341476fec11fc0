package io.kinespark.preprocessing.augment;

/** How pixels of a resized picture are made. All are bilinear with half-pixel centres. */
public enum Interpolation {
  /**
   * OpenCV's {@code INTER_LINEAR} on bytes: no antialiasing, fixed-point weights (mmaction2,
   * DSANet).
   */
  OPENCV,

  /**
   * Pillow's {@code BILINEAR} on bytes: when a picture shrinks, the filter grows with it, which
   * antialiases (SDCOM, the TANet authors' code).
   */
  PILLOW,

  /**
   * PyTorch's {@code interpolate} on single-precision numbers, no antialiasing (PySlowFast, VoV3D,
   * X3D). VoV3D normalises before it resizes; both are affine in the pixels, so that resizing first
   * gives the same but for the rounding to bytes, half a grey level at most.
   */
  FLOAT
}
