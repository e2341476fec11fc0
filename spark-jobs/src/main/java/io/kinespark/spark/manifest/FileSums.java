package io.kinespark.spark.manifest;

import io.kinespark.preprocessing.storage.Locations;
import io.kinespark.spark.checkpoint.Digests;
import io.kinespark.spark.storage.WholeFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * SHA-256 of the files of a table. Parquet's reader believes the sizes that it finds: of a damaged
 * file it takes all memory, or it never ends. So it is given nothing but what was written. The list
 * lies beside the files, as {@code sha256sum --check} takes it, below a line with its own digest.
 *
 * @param byName digest of each file by its name
 */
record FileSums(Map<String, String> byName) implements Serializable {

  /** Of a table without a list, of which every file is taken. */
  static final FileSums NONE = new FileSums(Map.of());

  /** Names that begin like this are no part of a table. */
  private static final String NAME = "_sha256sums";

  private static final String OWN = "# SHA-256 of what follows: ";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

  FileSums {
    byName = Map.copyOf(byName);
  }

  /** Writes the list of a table. */
  void write(FileSystem files, Path table) throws IOException {
    String lines = lines();
    byte[] text = (OWN + Digests.sha256(lines) + "\n" + lines).getBytes(StandardCharsets.UTF_8);
    WholeFiles.write(files, Locations.child(table, NAME), out -> out.write(text));
  }

  private String lines() {
    return new TreeMap<>(byName)
        .entrySet().stream()
            .map(file -> file.getValue() + "  " + file.getKey() + "\n")
            .collect(Collectors.joining());
  }

  /**
   * Reads the list of a table.
   *
   * @return {@link #NONE} where there is no list, as when another program has written the table
   * @throws IOException if it is damaged, or the file system fails
   */
  static FileSums read(FileSystem files, Path table) throws IOException {
    Path file = Locations.child(table, NAME);
    String text;
    try (InputStream in = files.open(file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return NONE;
    }
    int cut = text.indexOf('\n') + 1;
    FileSums sums = new FileSums(byName(text.substring(cut)));
    if (!text.equals(OWN + Digests.sha256(sums.lines()) + "\n" + sums.lines())) {
      throw new IOException(file + " is damaged");
    }
    return sums;
  }

  private static Map<String, String> byName(String lines) {
    Map<String, String> byName = new TreeMap<>();
    for (Matcher line = LINE.matcher(lines); line.find(); ) {
      byName.put(line.group(2), line.group(1));
    }
    return byName;
  }

  /**
   * Checks a file before anybody reads it. It may have the name of another: whether each is there
   * once, the rows tell.
   *
   * @param name its name
   * @param bytes all of it
   * @throws IOException if there is a list, and the file is not as it was written
   */
  void check(String name, byte[] bytes) throws IOException {
    if (equals(NONE)) {
      return;
    }
    String found = Digests.sha256(bytes);
    if (byName.containsValue(found)) {
      return;
    }
    String written = byName.get(name);
    throw new IOException(
        written == null
            ? name + " is none of the files that were written"
            : "%s does not hold the rows that were written (its SHA-256 is %s, it was %s)"
                .formatted(name, found, written));
  }
}
