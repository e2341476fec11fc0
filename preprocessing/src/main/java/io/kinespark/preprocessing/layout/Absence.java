package io.kinespark.preprocessing.layout;

import io.kinespark.preprocessing.video.ReasonText;
import java.io.Serializable;

/**
 * Why nothing can be read where a sample is listed, as far as that shows without opening it.
 *
 * @param kind what is the matter
 * @param detail what was found, for a person, on one line
 */
public record Absence(Kind kind, String detail) implements Serializable {

  /** Keeps one line of the detail. */
  public Absence {
    detail = ReasonText.of(detail);
  }

  /** What is the matter. */
  public enum Kind {
    /** Nothing of that name is there. */
    MISSING,
    /** The file system has no files of such a name. */
    NAME_NOT_TAKEN,
    /** It may not be looked at, or the locale does not express its name. */
    REFUSED,
    /**
     * A folder, a FIFO or the like stands where a video should, or a file where a folder should.
     */
    OTHER_THING,
    /** The file system does not answer in time. */
    NO_ANSWER
  }
}
