package io.kinespark.preprocessing.sampling;

/** What stands for frames of a clip that lie beyond the end of the video (mmaction2's names). */
public enum BeyondEnd {
  /** The video begins again. */
  LOOP,

  /** The last frame of the clip that lies within the video, once more. */
  REPEAT_LAST
}
