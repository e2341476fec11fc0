package io.kinespark.preprocessing.sampling;

/** What uniform sampling takes of a video that has not enough frames for its segments. */
public enum ShortVideos {
  /** Evenly spread frames, some of them several times (mmaction2). */
  SPREAD,

  /**
   * The first frame only, as TSN's code and its descendants do (LannCX/SDCOM,
   * liu-zhy/temporal-adaptive-module). Training takes it below T frames; a test takes it at T
   * frames already.
   */
  FIRST_FRAME
}
