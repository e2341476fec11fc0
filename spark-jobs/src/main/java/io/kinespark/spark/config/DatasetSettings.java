package io.kinespark.spark.config;

import io.kinespark.preprocessing.annotation.AnnotationFormat;
import io.kinespark.preprocessing.annotation.FormatRegistry;
import io.kinespark.preprocessing.annotation.LabelCoding;
import io.kinespark.preprocessing.annotation.LabelFile;
import io.kinespark.preprocessing.augment.LabelSwap;
import io.kinespark.preprocessing.layout.ImageFolders;
import io.kinespark.preprocessing.layout.MediaLayout;
import io.kinespark.preprocessing.manifest.ImageNaming;
import io.kinespark.preprocessing.manifest.Split;
import io.kinespark.settings.Interval;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The section {@code kinespark.dataset}: where a data set's videos are and how they are labelled.
 *
 * @param name what it is called; empty: nothing
 * @param classes what the classes are called
 * @param leftRight labels that change places when a video is mirrored
 * @param annotations annotation file of each split that there is, at least one, in the order of
 *     {@link Split}
 * @param format layout of the annotation files
 * @param coding how labels are written in them
 * @param layout where the videos lie
 * @param published what the published set has
 */
public record DatasetSettings(
    String name,
    Classes classes,
    LabelSwap leftRight,
    Map<Split, String> annotations,
    AnnotationFormat format,
    LabelCoding coding,
    MediaLayout layout,
    Published published) {

  private static final Interval COUNT = Interval.atLeast(1);

  /** What the classes are called. */
  public sealed interface Classes {
    /**
     * By their names.
     *
     * @param file file of the names
     * @param format its layout
     */
    record Named(String file, LabelFile format) implements Classes {}

    /**
     * By their numbers.
     *
     * @param count how many there are
     */
    record Numbered(int count) implements Classes {}
  }

  /**
   * Samples of the published data set, for the splits where that is known.
   *
   * @param samples of a whole split
   * @param perClass of each class, where all have equally many
   * @param classes number of classes
   */
  public record Published(
      Map<Split, Integer> samples, Map<Split, Integer> perClass, OptionalInt classes) {

    /** Keeps copies. */
    public Published {
      samples = Map.copyOf(samples);
      perClass = Map.copyOf(perClass);
    }
  }

  private enum Order {
    FILE,
    SORTED
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
    AnnotationFormat format =
        FormatRegistry.read(dataset, dataset.named("format", FormatRegistry.names()));
    return new DatasetSettings(
        dataset.optionalText("name").orElse(""),
        classes(dataset),
        LabelPairs.read(dataset, "left-right"),
        annotations(dataset.section("annotations")),
        format,
        coding(dataset, format),
        layout(dataset),
        published(dataset.section("published")));
  }

  private static Classes classes(ConfigReader dataset) {
    Optional<String> names = dataset.optionalLocation("label-names");
    Optional<Integer> count = dataset.optionalInteger("classes", COUNT);
    if (names.isPresent() == count.isPresent()) {
      dataset.problem(
          "label-names", "set either label-names or classes, to say what classes exist");
    }
    LabelFile format = labelFile(dataset);
    return names
        .<Classes>map(file -> new Classes.Named(file, format))
        .orElse(new Classes.Numbered(count.orElse(1)));
  }

  private static LabelFile labelFile(ConfigReader dataset) {
    LabelFile.Format format = dataset.choice("label-names-format", LabelFile.Format.class);
    boolean sorted = dataset.choice("label-names-order", Order.class) == Order.SORTED;
    Optional<Integer> base = dataset.optionalInteger("label-names-base", Interval.atLeast(0));
    boolean numbered = format == LabelFile.Format.INDEXED || format == LabelFile.Format.JSON;
    if (numbered && !sorted && base.isEmpty()) {
      dataset.problem("label-names-base", "set the number that the file gives to the first class");
    }
    return new LabelFile(format, base.orElse(0), sorted);
  }

  private static LabelCoding coding(ConfigReader dataset, AnnotationFormat format) {
    LabelCoding.Kind kind = dataset.choice("labels", LabelCoding.Kind.class);
    Optional<Integer> base = dataset.optionalInteger("label-base", Interval.atLeast(0));
    if (format.namesClasses()) {
      return LabelCoding.names();
    }
    if (kind == LabelCoding.Kind.NUMBER && base.isEmpty()) {
      dataset.problem(
          "label-base", "set the number that the annotation files give to the first class, 0 or 1");
    }
    return new LabelCoding(kind, base.orElse(0));
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

  private static Published published(ConfigReader published) {
    Optional<Integer> classes = published.optionalInteger("classes", COUNT);
    return new Published(
        counts(published),
        counts(published.section("per-class")),
        classes.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  private static Map<Split, Integer> counts(ConfigReader section) {
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      section
          .optionalInteger(ConfigReader.nameOf(split), COUNT)
          .ifPresent(count -> counts.put(split, count));
    }
    return counts;
  }

  private static MediaLayout layout(ConfigReader dataset) {
    Map<Split, String> folders = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      dataset
          .section("folders")
          .optionalText(ConfigReader.nameOf(split))
          .ifPresent(folder -> folders.put(split, folder));
    }
    return new MediaLayout(
        dataset.location("root"),
        folders,
        dataset.texts("extensions"),
        dataset.flag("search"),
        images(dataset.section("images")),
        dataset.fileSystems("file-systems"));
  }

  private static Optional<ImageFolders> images(ConfigReader images) {
    int first = images.integer("first", Interval.atLeast(0));
    double fps = images.number("fps", Interval.above(0));
    return images
        .optionalText("pattern")
        .map(
            pattern ->
                new ImageFolders(
                    images.build(() -> new ImageNaming(pattern), new ImageNaming("%d")),
                    first,
                    fps));
  }
}
