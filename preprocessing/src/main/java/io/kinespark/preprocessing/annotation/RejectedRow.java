package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.video.ReasonText;
import io.kinespark.preprocessing.video.RejectReason;
import java.io.Serializable;

/**
 * A row of an annotation file that cannot be used.
 *
 * @param file the annotation file
 * @param line 1-based line number, or in a JSON file the number of the entry among those of its
 *     split
 * @param reason why
 * @param detail what was found, for a person
 * @param text the row as it stands in the file
 */
public record RejectedRow(String file, int line, RejectReason reason, String detail, String text)
    implements Serializable {

  /** What the detail of a row says that gives an earlier row's sample another label. */
  static final String OTHER_LABEL = " with another label: ";

  /**
   * Tells whether the row contradicts an earlier one.
   *
   * @return true if it lists the same sample under another label
   */
  public boolean contradicts() {
    return reason == RejectReason.DUPLICATE && detail.contains(OTHER_LABEL);
  }

  @Override
  public String toString() {
    return ReasonText.of(file + ":" + line + ": " + reason + ": " + detail + ": " + text);
  }
}
