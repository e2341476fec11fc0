package io.kinespark.spark.config;

import io.kinespark.preprocessing.annotation.AnnotationFormat;
import io.kinespark.preprocessing.annotation.LabelCoding;
import io.kinespark.preprocessing.manifest.Split;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The section {@code kinespark.dataset}: where a data set's videos are and how they are labelled.
 *
 * @param root folder that the annotation files' paths are relative to
 * @param classes what the classes are called
 * @param annotations annotation file of each split that there is, at least one, in the order of
 *     {@link Split}
 * @param format layout of the annotation files
 * @param coding how labels are written in them
 * @param defaultExtension appended to listed paths without an extension; empty: nothing is
 */
public record DatasetSettings(
    String root,
    Classes classes,
    Map<Split, String> annotations,
    AnnotationFormat format,
    LabelCoding coding,
    String defaultExtension) {

  /** What the classes are called. */
  public sealed interface Classes {
    /**
     * By their names.
     *
     * @param file text file of one name a line
     */
    record Named(String file) implements Classes {}

    /**
     * By their numbers.
     *
     * @param count how many there are
     */
    record Numbered(int count) implements Classes {}
  }

  private enum Format {
    LIST,
    CSV
  }

  /** Keeps a copy of the annotation files. */
  public DatasetSettings {
    Map<Split, String> ordered = new EnumMap<>(Split.class);
    ordered.putAll(annotations);
    annotations = Collections.unmodifiableMap(ordered);
  }

  /** Reads the section, {@code root} being at {@code kinespark}. */
  public static DatasetSettings read(ConfigReader root) {
    ConfigReader dataset = root.section("dataset");
    return new DatasetSettings(
        dataset.location("root"),
        classes(dataset),
        annotations(dataset.section("annotations")),
        format(dataset),
        new LabelCoding(
            dataset.choice("labels", LabelCoding.Kind.class),
            dataset.integer("label-base", Interval.atLeast(0))),
        dataset.optionalText("default-extension").orElse(""));
  }

  private static Classes classes(ConfigReader dataset) {
    Optional<String> names = dataset.optionalLocation("label-names");
    Optional<Integer> count = dataset.optionalInteger("classes", Interval.atLeast(1));
    if (names.isPresent() == count.isPresent()) {
      dataset.problem(
          "label-names", "set either label-names or classes, to say what classes exist");
    }
    return names.<Classes>map(Classes.Named::new).orElse(new Classes.Numbered(count.orElse(1)));
  }

  private static Map<Split, String> annotations(ConfigReader files) {
    Map<Split, String> annotations = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      files
          .optionalLocation(ConfigReader.nameOf(split))
          .ifPresent(file -> annotations.put(split, file));
    }
    if (annotations.isEmpty()) {
      files.problem(
          ConfigReader.nameOf(Split.TRAIN), "set the annotation file of at least one split");
    }
    return annotations;
  }

  private static AnnotationFormat format(ConfigReader dataset) {
    char delimiter = dataset.character("delimiter");
    boolean multiLabel = dataset.flag("multi-label");
    String path = dataset.text("path-column");
    String label = dataset.text("label-column");
    String start = dataset.optionalText("start-column").orElse("");
    String end = dataset.optionalText("end-column").orElse("");
    return switch (dataset.choice("format", Format.class)) {
      case LIST -> new AnnotationFormat.PathAndLabel(delimiter, multiLabel);
      case CSV ->
          dataset.build(
              () -> new AnnotationFormat.Csv(delimiter, path, label, start, end),
              AnnotationFormat.Csv.of(path, label));
    };
  }
}
