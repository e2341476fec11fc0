package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.manifest.VideoRecord;
import java.util.List;

/**
 * An annotation file, read. Every row of it is in one of the two lists; blank lines are no rows.
 *
 * @param records rows that can be used, in the order of the file
 * @param rejected rows that cannot
 * @param notes what else there is to say of the file
 */
public record Annotations(
    List<VideoRecord> records, List<RejectedRow> rejected, List<AnnotationNote> notes) {

  /** Keeps immutable copies. */
  public Annotations {
    records = List.copyOf(records);
    rejected = List.copyOf(rejected);
    notes = List.copyOf(notes);
  }

  /**
   * Number of rows.
   *
   * @return usable and rejected ones
   */
  public int rows() {
    return records.size() + rejected.size();
  }
}
