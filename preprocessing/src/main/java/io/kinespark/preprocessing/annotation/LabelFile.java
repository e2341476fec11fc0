package io.kinespark.preprocessing.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * How a file says which classes there are and in which order.
 *
 * @param format layout of the file
 * @param base number that the file gives to the first class, where it gives numbers
 * @param sorted whether the names are sorted by their code points, whatever order they have in the
 *     file; numbers of the file are passed over then
 */
public record LabelFile(Format format, int base, boolean sorted) {

  private static final Pattern INDEXED = Pattern.compile("\\s*(-?\\d+)\\s*[,;\\s]\\s*(.+)");

  /** Layout of a file of classes. */
  public enum Format {
    /** One name a line, in the order of the labels. */
    LINES,
    /** The same below a header line, as MMAction2's list of ActivityNet's classes. */
    HEADED_LINES,
    /** Lines of a number and a name, such as {@code 0,Applying sunscreen}, in any order. */
    INDEXED,
    /** A JSON object from names to numbers, which may be written as text. */
    JSON,
    /** An annotation file of Kinetics; its classes are sorted. */
    KINETICS,
    /** The annotation file of ActivityNet; its classes are sorted. */
    ACTIVITYNET
  }

  /** Checks the format. */
  public LabelFile {
    Objects.requireNonNull(format, "format");
  }

  /**
   * One name a line, in the order of the labels.
   *
   * @return the format
   */
  public static LabelFile lines() {
    return new LabelFile(Format.LINES, 0, false);
  }

  /**
   * Reads a file.
   *
   * @param files where it lies
   * @param file its path
   * @return its classes
   * @throws AnnotationException if the file is missing, is not UTF-8 or not of the format, names no
   *     or equal classes, has a name that cannot be a line of text, or leaves a number out
   * @throws IOException if the file system fails
   */
  public LabelMap read(FileSystem files, Path file) throws IOException {
    TextFile.requireUtf8(files, file);
    List<String> names =
        switch (format) {
          case LINES -> lines(files, file, 0);
          case HEADED_LINES -> lines(files, file, 1);
          case INDEXED -> inOrder(indexed(files, file), file);
          case JSON -> inOrder(json(files, file), file);
          case KINETICS -> kinetics(files, file);
          case ACTIVITYNET -> List.copyOf(ActivityNetParser.classes(files, file));
        };
    try {
      return LabelMap.of(sorted ? List.copyOf(new TreeSet<>(names)) : names);
    } catch (IllegalArgumentException e) {
      throw new AnnotationException(
          "%s: %s; it is read as %s".formatted(file, e.getMessage(), describe()), e);
    }
  }

  private String describe() {
    return switch (format) {
      case LINES -> "one class name a line, first line label 0";
      case HEADED_LINES -> "a header and one class name a line below it, the first of them label 0";
      case INDEXED -> "lines of a number and a class name";
      case JSON -> "a JSON object from class names to numbers";
      case KINETICS -> "an annotation file of Kinetics";
      case ACTIVITYNET -> "the annotation file of ActivityNet";
    };
  }

  private static List<String> lines(FileSystem files, Path file, int header) throws IOException {
    return TextFile.readLines(files, file).stream().skip(header).map(String::strip).toList();
  }

  private record Numbered(int number, String name) {}

  private static List<Numbered> indexed(FileSystem files, Path file) throws IOException {
    List<Numbered> classes = new ArrayList<>();
    List<String> lines = TextFile.readLines(files, file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      Matcher matcher = INDEXED.matcher(lines.get(i));
      if (!matcher.matches()) {
        throw new AnnotationException(
            "%s:%d: '%s' is no number and class name"
                .formatted(file, i + 1, NameLine.quoted(lines.get(i))));
      }
      classes.add(number(matcher.group(1), matcher.group(2).strip(), file));
    }
    return classes;
  }

  private static List<Numbered> json(FileSystem files, Path file) throws IOException {
    JsonNode object = JsonFile.read(files, file);
    if (!object.isObject()) {
      throw new AnnotationException(file + " is no JSON object from class names to numbers");
    }
    List<Numbered> classes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : JsonFile.fields(object)) {
      classes.add(number(entry.getValue().asText(), entry.getKey().strip(), file));
    }
    return classes;
  }

  private static Numbered number(String text, String name, Path file) throws AnnotationException {
    try {
      return new Numbered(Integer.parseInt(text), name);
    } catch (NumberFormatException e) {
      throw new AnnotationException(
          "%s: '%s' is no number of class '%s'"
              .formatted(file, NameLine.quoted(text), NameLine.quoted(name)),
          e);
    }
  }

  /** The names by their numbers, of which none may be missing: their base is never guessed. */
  private List<String> inOrder(List<Numbered> classes, Path file) throws AnnotationException {
    if (sorted) {
      return classes.stream().map(Numbered::name).toList();
    }
    TreeMap<Integer, String> names = new TreeMap<>();
    for (Numbered each : classes) {
      String before = names.putIfAbsent(each.number(), each.name());
      if (before != null) {
        throw new AnnotationException(
            "%s: number %d stands for both '%s' and '%s'"
                .formatted(
                    file, each.number(), NameLine.quoted(before), NameLine.quoted(each.name())));
      }
    }
    for (int number = base; number < base + names.size(); number++) {
      if (!names.containsKey(number)) {
        throw new AnnotationException(
            "%s: no class has number %d; numbers go from %d to %d, check the base of the label file"
                .formatted(file, number, names.firstKey(), names.lastKey()));
      }
    }
    return List.copyOf(names.values());
  }

  private static List<String> kinetics(FileSystem files, Path file) throws IOException {
    CsvTable table = CsvTable.read(files, file, ',');
    table.require(List.of(KineticsParser.LABEL));
    TreeSet<String> names = new TreeSet<>();
    List<String> bad = new ArrayList<>();
    table.forEach(
        (number, text, reading) -> {
          try {
            names.add(reading.read().path().strip());
          } catch (RowException e) {
            bad.add(file + ":" + number + ": " + e.getMessage());
          }
        },
        fields -> Row.of(fields.apply(KineticsParser.LABEL), List.of()));
    if (!bad.isEmpty()) {
      throw new AnnotationException(bad.get(0) + "; classes are taken from whole files only");
    }
    return List.copyOf(names);
  }
}
