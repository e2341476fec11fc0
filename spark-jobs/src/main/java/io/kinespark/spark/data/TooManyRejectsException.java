package io.kinespark.spark.data;

import io.kinespark.preprocessing.video.VideoRejectedException;

/** More videos were set aside than the configuration allows. */
public final class TooManyRejectsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says how many, of how many, and the bound.
   *
   * @param rejected videos set aside
   * @param accepted videos that were read
   * @param bound largest allowed share, in [0, 1]
   * @param last why the last one was set aside
   */
  public TooManyRejectsException(
      int rejected, int accepted, double bound, VideoRejectedException last) {
    super(
        rejected
            + " of "
            + (rejected + accepted)
            + " videos were set aside, more than the allowed share of "
            + bound
            + "; the last: "
            + last.getMessage(),
        last);
  }
}
