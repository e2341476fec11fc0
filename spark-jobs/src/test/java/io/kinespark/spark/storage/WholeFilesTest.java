package io.kinespark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinespark.spark.testing.DiskErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is there whole or as it was before. */
final class WholeFilesTest {
  @TempDir private Path folder;
  private FileSystem files;

  @BeforeEach
  void open() throws IOException {
    files = FileSystem.getLocal(new Configuration()).getRawFileSystem();
  }

  @Test
  void theNewFileReplacesTheOldOne() throws IOException {
    write("deep/a.txt", "first");
    write("deep/a.txt", "second");

    assertThat(folder.resolve("deep/a.txt")).hasContent("second");
    assertThat(names(folder.resolve("deep"))).containsExactly("a.txt");
  }

  @Test
  void whatFailsLeavesTheOldFile() throws IOException {
    write("a.txt", "first");

    assertThatThrownBy(
            () ->
                WholeFiles.write(
                    files,
                    path("a.txt"),
                    out -> {
                      out.write('s');
                      throw DiskErrors.of("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.txt cannot be written: No space left on device");
    assertThat(folder.resolve("a.txt")).hasContent("first");
    assertThat(names(folder)).containsExactly("a.txt");
  }

  @Test
  void unfinishedFilesAreKnownByTheirNames() {
    assertThat(WholeFiles.isUnfinished(path(".a.txt.7f.tmp"))).isTrue();
    assertThat(WholeFiles.isUnfinished(path("a.txt.tmp"))).isFalse();
    assertThat(WholeFiles.isUnfinished(path(".a.txt.crc"))).isFalse();
  }

  private void write(String name, String text) throws IOException {
    WholeFiles.write(files, path(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toString());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).toList();
    }
  }
}
