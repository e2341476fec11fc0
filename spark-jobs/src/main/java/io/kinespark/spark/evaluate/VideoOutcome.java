package io.kinespark.spark.evaluate;

import java.io.Serializable;

/** What became of one video: its scores, or why there are none. */
public sealed interface VideoOutcome extends Serializable permits VideoScores, RejectedVideo {

  /** The video's id in the manifest. */
  String id();
}
