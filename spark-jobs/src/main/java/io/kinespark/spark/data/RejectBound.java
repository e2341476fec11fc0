package io.kinespark.spark.data;

import java.io.Serializable;

/**
 * How many of a known number of clips or videos may be set aside because they cannot be read. One
 * may be in a set of any size, unless the share is 0: in a small set it is a large share by itself.
 *
 * @param share largest share of them, in [0, 1]
 */
public record RejectBound(double share) implements Serializable {

  /** The key that sets it for training. */
  public static final String KEY = "train.max-reject-share";

  /** Checks the range. */
  public RejectBound {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(KEY + " is a share in [0, 1], not " + share);
    }
  }

  /**
   * Whether more were set aside than may be.
   *
   * @param rejected how many were set aside
   * @param total how many there are
   */
  public boolean exceeded(int rejected, int total) {
    int always = share > 0 ? 1 : 0;
    return rejected > always && (double) rejected / total > share;
  }
}
