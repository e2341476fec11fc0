package io.kinespark.spark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names in the first columns of the tables of a document's section. */
public final class DocumentedFields {
  private static final Path DOCUMENTS = Path.of("..", "docs");
  private static final Pattern FIRST_CELL = Pattern.compile("^\\|([^|]*)\\|");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private DocumentedFields() {}

  /**
   * Reads a section.
   *
   * @param document name of a file in docs
   * @param heading of the section, without the hashes
   */
  public static Set<String> of(String document, String heading) {
    Set<String> names = new TreeSet<>();
    boolean within = false;
    for (String line : lines(document)) {
      if (line.startsWith("## ")) {
        within = line.equals("## " + heading);
      }
      Matcher cell = FIRST_CELL.matcher(line);
      if (within && cell.find()) {
        NAME.matcher(cell.group(1)).results().map(name -> name.group(1)).forEach(names::add);
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException(document + " has no tables under '" + heading + "'");
    }
    return names;
  }

  private static Iterable<String> lines(String document) {
    try {
      return Files.readAllLines(DOCUMENTS.resolve(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
