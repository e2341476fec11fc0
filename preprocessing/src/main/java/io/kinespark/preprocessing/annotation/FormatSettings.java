package io.kinespark.preprocessing.annotation;

import io.kinespark.settings.SectionReader;
import java.util.function.Supplier;

/**
 * A format of annotation files as configurations know it. Found by {@link java.util.ServiceLoader},
 * so an implementation has a public constructor without arguments.
 */
public interface FormatSettings {
  /** What {@code dataset.format} calls it: {@code "frame-list"}. */
  String name();

  /**
   * Reads the format's keys, whether it is the one that is asked for or not, so that none goes
   * unchecked.
   *
   * @param dataset at {@code kinespark.dataset}; keys of a new format are in a section of its name
   * @return makes the format of them; asked if it is the one
   */
  Supplier<AnnotationFormat> read(SectionReader dataset);
}
