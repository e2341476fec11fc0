package io.kinespark.preprocessing.annotation;

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

  @Override
  public String toString() {
    return file + ":" + line + ": " + reason + ": " + detail + ": " + text;
  }
}
