package io.kinespark.spark.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinespark.spark.progress.OptionalParts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadableTablesTest {
  @TempDir java.nio.file.Path temporary;

  private static final class Full extends FilterFileSystem {
    Full(FileSystem files) {
      super(files);
    }

    @Override
    public FSDataOutputStream create(Path file, boolean overwrite) throws IOException {
      if (file.getName().startsWith(".summary.html")) {
        throw new IOException("No space left on device");
      }
      return super.create(file, overwrite);
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidAndWrittenTheNextTime() throws IOException {
    FileSystem files = FileSystem.getLocal(new Configuration());
    Path folder = new Path(temporary.toUri());
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    for (String name : new String[] {"rejects.csv", "summary.html", "summary.json"}) {
      contents.put(new Path(folder, name), name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    ReadableTables tables = new ReadableTables(contents);
    try (var stale = files.create(new Path(folder, "summary.html"))) {
      stale.write(7);
    }
    StringWriter err = new StringWriter();
    tables.write(new Full(files), new OptionalParts(new PrintWriter(err, true)));

    assertThat(temporary.resolve("rejects.csv")).hasContent("rejects.csv");
    assertThat(temporary.resolve("summary.json")).hasContent("summary.json");
    assertThat(temporary.resolve("summary.html")).doesNotExist();
    assertThat(err.toString())
        .contains("warning: could not make ")
        .contains("summary.html: ")
        .contains("No space left on device");
    assertThat(tables.areIn(files)).isFalse();
    tables.write(files, new OptionalParts(new PrintWriter(err, true)));
    assertThat(tables.areIn(files)).isTrue();
  }
}
