package io.kinespark.spark.quickstart;

import io.kinespark.spark.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** The settings that a folder's contents were made with, so that none are mixed with others. */
final class RunStamp {
  private static final int NAMED = 5;

  private final Path file;
  private final List<String> lines;

  /**
   * A stamp.
   *
   * @param file where it is kept
   * @param settings of the run
   */
  RunStamp(Path file, Settings settings) {
    this.file = file;
    this.lines =
        settings.values().stream().map(value -> value.key() + " = " + value.value()).toList();
  }

  /** Whether the folder belongs to a run already. */
  boolean exists() {
    return Files.exists(file);
  }

  /**
   * Claims the folder, or checks that it was claimed with the same settings.
   *
   * @throws QuickstartException if it was claimed with others; the message names them
   * @throws IOException if the stamp cannot be written or read
   */
  void claim() throws IOException {
    if (exists()) {
      check();
      return;
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.write(unfinished, lines, StandardCharsets.UTF_8);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Checks that the folder, if it belongs to a run, belongs to one with the same settings.
   *
   * @throws QuickstartException if it does not
   * @throws IOException if the stamp cannot be read
   */
  void check() throws IOException {
    if (!exists()) {
      return;
    }
    List<String> earlier = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<String> changed = lines.stream().filter(line -> !earlier.contains(line)).toList();
    if (!changed.isEmpty()) {
      throw new QuickstartException(
          "the folder "
              + file.getParent()
              + " holds a quickstart with other settings than "
              + changed.stream().limit(NAMED).collect(Collectors.joining(", "))
              + (changed.size() > NAMED ? " and " + (changed.size() - NAMED) + " more" : "")
              + "; give another quickstart.output, or delete the folder to begin afresh");
    }
  }
}
