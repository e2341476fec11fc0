package io.kinespark.preprocessing.annotation;

import java.io.Serializable;

/**
 * Something about an annotation file that its user should know although it costs no row.
 *
 * @param what what was found
 * @param count how often
 * @param example the first case
 */
public record AnnotationNote(String what, int count, String example) implements Serializable {

  /**
   * The same with another case.
   *
   * @return a copy that counts one more
   */
  AnnotationNote again() {
    return new AnnotationNote(what, count + 1, example);
  }

  @Override
  public String toString() {
    return "%s: %d, such as %s".formatted(what, count, example);
  }
}
