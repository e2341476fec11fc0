package io.kinespark.preprocessing.manifest;

/** The part of a data set to which a video belongs. */
public enum Split {
  /** Videos to train on. */
  TRAIN,
  /** Videos to validate on while training. */
  VALIDATION,
  /** Videos to report results on. */
  TEST
}
