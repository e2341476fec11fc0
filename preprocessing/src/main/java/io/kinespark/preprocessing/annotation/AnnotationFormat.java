package io.kinespark.preprocessing.annotation;

import java.io.Serializable;
import java.util.Objects;

/** The layout of an annotation file. */
public sealed interface AnnotationFormat extends Serializable {

  /**
   * Lines of a path and its label, without a header: PySlowFast's and mmaction2's video lists.
   *
   * @param delimiter what stands between them; a path may hold it where there is one label
   * @param multiLabel true if several labels may follow the path, which then must not hold the
   *     delimiter
   */
  record PathAndLabel(char delimiter, boolean multiLabel) implements AnnotationFormat {}

  /**
   * A CSV file with a header line and fields in quotes where needed; other columns are passed over.
   *
   * @param delimiter what stands between fields
   * @param pathColumn name of the column with the path
   * @param labelColumn name of the column with the label; several labels are separated by {@code |}
   * @param startColumn name of the column with the segment's start in seconds, empty if there are
   *     no segments
   * @param endColumn name of the column with the segment's end in seconds, empty if there are no
   *     segments
   */
  record Csv(
      char delimiter, String pathColumn, String labelColumn, String startColumn, String endColumn)
      implements AnnotationFormat {

    /** Checks that segments have both ends. */
    public Csv {
      Objects.requireNonNull(pathColumn, "pathColumn");
      Objects.requireNonNull(labelColumn, "labelColumn");
      if (startColumn.isEmpty() != endColumn.isEmpty()) {
        throw new IllegalArgumentException(
            "Segments need both a start and an end column: '%s', '%s'"
                .formatted(startColumn, endColumn));
      }
    }

    /**
     * A comma-separated file of whole videos.
     *
     * @param pathColumn name of the column with the path
     * @param labelColumn name of the column with the label
     * @return the format
     */
    public static Csv of(String pathColumn, String labelColumn) {
      return new Csv(',', pathColumn, labelColumn, "", "");
    }
  }
}
