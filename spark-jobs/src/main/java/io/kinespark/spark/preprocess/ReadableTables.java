package io.kinespark.spark.preprocess;

import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.progress.OptionalParts;
import io.kinespark.spark.storage.WholeFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a split's output has for people beside the manifest: the table of rejects and the counts.
 *
 * @param contents the files' bytes by path
 */
record ReadableTables(Map<Path, byte[]> contents) {

  /**
   * The files of a split.
   *
   * @param parts where it is said that one cannot be made; the others are
   */
  static ReadableTables of(
      Manifest manifest, SplitSummary summary, SplitFolder folder, OptionalParts parts) {
    Map<Path, Callable<byte[]>> makers = new LinkedHashMap<>();
    makers.put(folder.rejects(), () -> rejects(manifest));
    makers.put(folder.summary(), summary::toJson);
    makers.put(folder.page(), () -> SummaryPage.of(summary));
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    makers.forEach(
        (file, maker) ->
            parts
                .get(file.toString(), Optional.<byte[]>empty(), () -> Optional.of(maker.call()))
                .ifPresent(content -> contents.put(file, content)));
    return new ReadableTables(contents);
  }

  private static byte[] rejects(Manifest manifest) throws IOException {
    ByteArrayOutputStream rejects = new ByteArrayOutputStream();
    RejectsTable.write(manifest.rejects(), rejects);
    return rejects.toByteArray();
  }

  /** Tells whether every file is there, byte for byte. */
  boolean areIn(FileSystem files) {
    for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
      try (InputStream in = files.open(file.getKey())) {
        if (!Arrays.equals(in.readAllBytes(), file.getValue())) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  /**
   * Writes all files that can be written; of one that cannot, no older version stays.
   *
   * @param parts where it is said that one cannot
   */
  void write(FileSystem files, OptionalParts parts) {
    contents.forEach(
        (file, content) -> {
          boolean written =
              parts.attempt(
                  file.toString(), () -> WholeFiles.write(files, file, out -> out.write(content)));
          if (!written) {
            parts.attempt(file.toString(), () -> files.delete(file, false));
          }
        });
  }
}
