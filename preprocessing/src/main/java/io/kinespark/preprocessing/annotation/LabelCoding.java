package io.kinespark.preprocessing.annotation;

import java.io.Serializable;
import java.util.Objects;

/**
 * How labels are written in an annotation file.
 *
 * @param kind as numbers or as names
 * @param base what the first class is numbered in the file, 0 or 1 in most; not used for names
 */
public record LabelCoding(Kind kind, int base) implements Serializable {

  /** What stands in the label's place. */
  public enum Kind {
    /** The number of the class. */
    NUMBER,
    /** The name of the class as in the label map. */
    NAME,
    /** Nothing: a test set without labels. */
    NONE
  }

  /** Checks the kind. */
  public LabelCoding {
    Objects.requireNonNull(kind, "kind");
  }

  /**
   * Numbers that count from a base.
   *
   * @param base number of the first class
   * @return the coding
   */
  public static LabelCoding numbers(int base) {
    return new LabelCoding(Kind.NUMBER, base);
  }

  /**
   * Names.
   *
   * @return the coding
   */
  public static LabelCoding names() {
    return new LabelCoding(Kind.NAME, 0);
  }

  /**
   * No labels.
   *
   * @return the coding
   */
  public static LabelCoding none() {
    return new LabelCoding(Kind.NONE, 0);
  }
}
