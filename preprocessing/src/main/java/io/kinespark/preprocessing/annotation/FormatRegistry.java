package io.kinespark.preprocessing.annotation;

import io.kinespark.settings.ApplicationClasses;
import io.kinespark.settings.NamedServices;
import io.kinespark.settings.SectionReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** The formats on the class path, in the order in which their files of services list them. */
public final class FormatRegistry {
  private static final Map<String, FormatSettings> BY_NAME =
      NamedServices.byName(
          ServiceLoader.load(FormatSettings.class, ApplicationClasses.loader()),
          FormatSettings::name,
          "formats of annotations");

  private FormatRegistry() {}

  /** Their names. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * Reads the keys of all formats and makes one.
   *
   * @param dataset at {@code kinespark.dataset}
   * @param name one of {@link #names()}
   */
  public static AnnotationFormat read(SectionReader dataset, String name) {
    Map<String, Supplier<AnnotationFormat>> read = new LinkedHashMap<>();
    BY_NAME.forEach((each, format) -> read.put(each, format.read(dataset)));
    return read.get(name).get();
  }
}
