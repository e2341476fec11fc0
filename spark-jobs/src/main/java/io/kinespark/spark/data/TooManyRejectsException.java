package io.kinespark.spark.data;

import java.util.Collection;
import java.util.stream.Collectors;

/** More clips or videos were set aside than the configuration allows. */
public final class TooManyRejectsException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int NAMED = 5;

  /**
   * Says how many, of how many, the bound, and the first of them.
   *
   * @param what what they are, such as {@code clips of epoch 3}
   * @param rejected how many were set aside
   * @param total how many there are
   * @param bound what is allowed
   * @param reasons the videos, each with its reason, the first ones first
   */
  public TooManyRejectsException(
      String what, int rejected, int total, RejectBound bound, Collection<String> reasons) {
    super(
        "%d of the %d %s could not be read, more than %s = %s allows; the first: %s%s. Mend these videos or preprocess them again, which leaves them out; or raise the bound"
            .formatted(
                rejected,
                total,
                what,
                RejectBound.KEY,
                bound.share(),
                reasons.stream().limit(NAMED).collect(Collectors.joining("; ")),
                reasons.size() > NAMED ? "; ..." : ""));
  }
}
