package org.example.tagged;

import io.kinespark.preprocessing.annotation.AnnotationFormat;
import io.kinespark.preprocessing.annotation.FormatSettings;
import io.kinespark.settings.SectionReader;
import java.util.function.Supplier;

/** The format as the project finds it. */
public final class TaggedSettings implements FormatSettings {
  @Override
  public String name() {
    return "tagged";
  }

  @Override
  public Supplier<AnnotationFormat> read(SectionReader dataset) {
    String tag = dataset.section("tagged").text("label-tag");
    return () -> new TaggedFormat(tag);
  }
}
