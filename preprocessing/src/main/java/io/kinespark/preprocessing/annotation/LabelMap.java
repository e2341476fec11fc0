package io.kinespark.preprocessing.annotation;

import io.kinespark.preprocessing.layout.ClassName;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The classes of a data set in the order of their 0-based labels. */
public final class LabelMap implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<String> names;
  private final Map<String, Integer> labels;
  private final Map<String, String> byForm;

  private LabelMap(List<String> names, Map<String, Integer> labels) {
    this.names = List.copyOf(names);
    this.labels = Map.copyOf(labels);
    this.byForm = ClassName.byCanonical(names);
  }

  /**
   * Makes a map of names. Each is a line of text, so that files of one name a line, and the digest,
   * tell any two maps apart.
   *
   * @param names class names, in the order of their labels
   * @return the map
   * @throws IllegalArgumentException if there is no name, or one is blank, occurs twice, begins or
   *     ends with a blank, or has a character that ends lines, controls terminals or stands for
   *     letters that were lost
   */
  public static LabelMap of(List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("A label map needs at least one class");
    }
    Map<String, Integer> labels = new HashMap<>();
    for (int label = 0; label < names.size(); label++) {
      String name = names.get(label);
      if (name.isBlank()) {
        throw new IllegalArgumentException("Class " + label + " has no name");
      }
      Optional<String> problem = NameLine.problem(name);
      if (problem.isPresent()) {
        throw new IllegalArgumentException(
            "The name of class %d, '%s', %s"
                .formatted(label, NameLine.quoted(name), problem.get()));
      }
      Integer before = labels.putIfAbsent(name, label);
      if (before != null) {
        throw new IllegalArgumentException(
            "Class name '%s' stands for both %d and %d"
                .formatted(NameLine.quoted(name), before, label));
      }
    }
    return new LabelMap(names, labels);
  }

  /**
   * A map for lists whose classes have no names: "0", "1" and so on.
   *
   * @param classes how many, at least 1
   * @return the map
   */
  public static LabelMap numbered(int classes) {
    return of(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  /**
   * Reads a file with one class name a line; the first line is label 0.
   *
   * @param fileSystem where it lies
   * @param file its path
   * @return the map
   * @throws AnnotationException if the file is missing, cannot be read or names no or equal classes
   * @throws IOException if the file system fails
   * @see LabelFile other files of classes
   */
  public static LabelMap read(FileSystem fileSystem, Path file) throws IOException {
    return LabelFile.lines().read(fileSystem, file);
  }

  /**
   * Number of classes.
   *
   * @return at least 1
   */
  public int size() {
    return names.size();
  }

  /**
   * Name of a class.
   *
   * @param label 0-based label
   * @return its name
   * @throws IndexOutOfBoundsException if there is no such label
   */
  public String name(int label) {
    return names.get(label);
  }

  /**
   * All names in the order of their labels.
   *
   * @return an immutable list
   */
  public List<String> names() {
    return names;
  }

  /**
   * Label of a class.
   *
   * @param name its exact name
   * @return the 0-based label, or empty if no class has that name
   */
  public OptionalInt label(String name) {
    Integer label = labels.get(name);
    return label == null ? OptionalInt.empty() : OptionalInt.of(label);
  }

  /**
   * Label of a class whose name is written in any of its forms: with blanks or underscores, with or
   * without quotes and parentheses.
   *
   * @param name the name in any form
   * @return the 0-based label, or empty if no class, or no single one, has that name
   */
  public OptionalInt labelOfForm(String name) {
    OptionalInt exact = label(name);
    String meant = exact.isPresent() ? null : byForm.get(ClassName.canonical(name));
    return meant == null ? exact : label(meant);
  }

  /**
   * How another map differs from this one.
   *
   * @param other another map
   * @return the first difference, in words; empty if they are equal
   */
  public Optional<String> difference(LabelMap other) {
    if (equals(other)) {
      return Optional.empty();
    }
    if (labels.keySet().equals(other.labels.keySet())) {
      int moved = 0;
      while (name(moved).equals(other.name(moved))) {
        moved++;
      }
      return Optional.of(
          "they are the same in another order, class %d being '%s' there and '%s' here"
              .formatted(moved, other.name(moved), name(moved)));
    }
    for (int label = 0; label < Math.min(size(), other.size()); label++) {
      if (!name(label).equals(other.name(label))) {
        return Optional.of(
            "class %d is '%s' there and '%s' here"
                .formatted(label, other.name(label), name(label)));
      }
    }
    return Optional.of("there are %d there and %d here".formatted(other.size(), size()));
  }

  /**
   * Identifies the map: equal for equal names in equal order.
   *
   * @return SHA-256 of the names, each followed by a line feed, in UTF-8; 64 hexadecimal digits
   */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : names) {
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMap map && names.equals(map.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return "LabelMap[" + names.size() + " classes, sha256 " + sha256().substring(0, 12) + "]";
  }
}
