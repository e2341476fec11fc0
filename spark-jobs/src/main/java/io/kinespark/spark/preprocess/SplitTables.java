package io.kinespark.spark.preprocess;

import io.kinespark.spark.manifest.Manifest;
import io.kinespark.spark.storage.WholeFiles;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a split's output has for people beside the manifest: the table of rejects and the counts.
 *
 * @param contents the files' bytes by path
 */
record SplitTables(Map<Path, byte[]> contents) {

  static SplitTables of(Manifest manifest, SplitSummary summary, SplitFolder folder)
      throws IOException {
    ByteArrayOutputStream rejects = new ByteArrayOutputStream();
    RejectsTable.write(manifest.rejects(), rejects);
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    contents.put(folder.rejects(), rejects.toByteArray());
    contents.put(folder.summary(), summary.toJson());
    contents.put(folder.page(), SummaryPage.of(summary));
    return new SplitTables(contents);
  }

  /** Tells whether every file is there, byte for byte. */
  boolean areIn(FileSystem files) throws IOException {
    for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
      try (InputStream in = files.open(file.getKey())) {
        if (!Arrays.equals(in.readAllBytes(), file.getValue())) {
          return false;
        }
      } catch (FileNotFoundException | ChecksumException e) {
        return false;
      }
    }
    return true;
  }

  void write(FileSystem files) throws IOException {
    for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
      WholeFiles.write(files, file.getKey(), out -> out.write(file.getValue()));
    }
  }
}
